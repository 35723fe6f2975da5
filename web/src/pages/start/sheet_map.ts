import type { JourneyMap, JourneyStep } from "../../api/live_api";
import type { Sheet, SheetStep } from "../../editor/paste/read_sheet";
import { feelingIn } from "../../editor/paste/sheet_read";
import { SERVE } from "../../map/serve";

// A pasted table or outline as a map of its own.

/** The field of a step that a row fills; rows that nobody knows are left out, and counted. */
export function sheetMap(sheet: Sheet, name: string, unnamed: string): JourneyMap {
  return {
    wayline: 1,
    map: name,
    kind: "current_state",
    stages: sheet.stages.map((stage) => ({
      stage: stage.name === "" ? unnamed : stage.name,
      steps: stage.steps.map((step) => stepOf(step, unnamed)),
    })),
  };
}

type ServeKind = (typeof SERVE)[number];

function stepOf(sheet: SheetStep, unnamed: string): JourneyStep {
  const step: JourneyStep = { step: sheet.name === "" ? unnamed : sheet.name };
  for (const { row, texts } of sheet.rows) fill(step, row, texts);
  return step;
}

function isServe(row: string): row is ServeKind {
  return SERVE.some((kind) => kind === row);
}

function fill(step: JourneyStep, row: string, texts: string[]): void {
  if (isServe(row)) {
    step.serve = { ...step.serve, [row]: [...(step.serve?.[row] ?? []), ...texts] };
    return;
  }
  switch (row) {
    case "does":
      step.action = [step.action, ...texts].filter(Boolean).join("; ");
      break;
    case "channels":
    case "touchpoints": {
      const names = texts.flatMap((text) => text.split(/[,，、]\s*/)).filter(Boolean);
      step[row] = [...new Set([...(step[row] ?? []), ...names])];
      break;
    }
    case "emotion": {
      const value = feelingIn(texts);
      if (value !== null) step.emotion = { value, from: "estimate" };
      break;
    }
    case "need":
    case "think":
      step[row] = [...(step[row] ?? []), ...texts];
      break;
    case "idea":
      step.ideas = [...(step.ideas ?? []), ...texts];
      break;
    case "pain":
      step.pains = [...(step.pains ?? []), ...texts.map((pain) => ({ pain }))];
      break;
    case "opportunity":
      step.opportunities = [
        ...(step.opportunities ?? []),
        ...texts.map((opportunity) => ({ opportunity })),
      ];
      break;
    case "action": {
      // What is done lies under what could be better; without one it makes its own.
      const actions = texts.map((action) => ({
        opportunity: action,
        action: { status: "planned" as const },
      }));
      step.opportunities = [...(step.opportunities ?? []), ...actions];
      break;
    }
  }
}
