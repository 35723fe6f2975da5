import type { JourneyMap, JourneyStage } from "../../api/live_api";
import type { Text } from "../../i18n/provider";

// The map that four answers give.

export const OCCASIONS = [
  "launch",
  "complaints",
  "silent_leavers",
  "aligning_teams",
  "ending_guesses",
] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** Whether there are data about the journey: in this project, elsewhere, or none. */
export type DataThere = "here" | "elsewhere" | "none";

export interface Answers {
  occasion: Occasion | null;
  actor: string;
  goal: string;
  data: DataThere;
  /** What the map is called; made from the other answers where it is empty. */
  name: string;
}

/** The five stages, each with how many first steps it begins with. */
export const STAGES = [
  { id: "awareness", steps: 1 },
  { id: "consideration", steps: 2 },
  { id: "purchase", steps: 2 },
  { id: "retention", steps: 2 },
  { id: "advocacy", steps: 1 },
] as const;

/** The stages in the reader's language, with steps to rename. */
export function firstStages(t: Text): JourneyStage[] {
  return STAGES.map(({ id, steps }) => ({
    stage: t(`start-stage-${id}`),
    question: t(`start-question-${id}`),
    task: t(`start-task-${id}`),
    steps: Array.from({ length: steps }, (_, i) => ({ step: t(`start-step-${id}-${i + 1}`) })),
  }));
}

/** What the map is called where nobody said. */
export function nameOf(answers: Answers, t: Text): string {
  const said = answers.name.trim();
  if (said !== "") return said;
  const actor = answers.actor.trim();
  return actor === "" ? t("start-name-plain") : t("start-name-of", { actor });
}

/** A map in normal form: what was not answered is left out. */
export function startMap(answers: Answers, t: Text): JourneyMap {
  const goal = answers.goal.trim();
  const actor = answers.actor.trim();
  return {
    wayline: 1,
    map: nameOf(answers, t),
    kind: "current_state",
    ...(answers.occasion === null ? {} : { occasion: answers.occasion }),
    ...(goal === "" ? {} : { goal: { text: goal } }),
    ...(actor === "" ? {} : { actors: [actor] }),
    stages: firstStages(t),
  };
}
