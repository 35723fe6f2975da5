import { expect, test } from "vitest";
import { LANES } from "../../editor/lanes";
import { readSheet } from "../../editor/paste/read_sheet";
import { sheetMap } from "./sheet_map";
import { firstStages, nameOf, startMap, type Answers } from "./start_map";

const NOTHING: Answers = { occasion: null, actor: "", goal: "", data: "none", name: "" };
/** The key itself, and the values in it. */
const t = (key: string, values?: Record<string, string | number>) =>
  [key, ...Object.values(values ?? {})].join(" ");

test("without any answer there are the five stages with steps, and nothing else is said", () => {
  const map = startMap(NOTHING, t);
  expect(Object.keys(map)).toEqual(["wayline", "map", "kind", "stages"]);
  expect(map.stages.map(({ stage }) => stage)).toEqual([
    "start-stage-awareness",
    "start-stage-consideration",
    "start-stage-purchase",
    "start-stage-retention",
    "start-stage-advocacy",
  ]);
  for (const { question, task, steps } of map.stages) {
    expect(question).toMatch(/^start-question-/);
    expect(task).toMatch(/^start-task-/);
    expect(steps.length).toBeGreaterThan(0);
  }
});

test("answers stand on the map, trimmed", () => {
  const answers: Answers = {
    ...NOTHING,
    occasion: "complaints",
    actor: " Busy parent ",
    goal: " Fewer leave ",
  };
  expect(startMap(answers, t)).toMatchObject({
    map: "start-name-of Busy parent",
    occasion: "complaints",
    goal: { text: "Fewer leave" },
    actors: ["Busy parent"],
  });
  expect(nameOf({ ...answers, name: " Mine " }, t)).toBe("Mine");
});

test("no two steps of the first map are called the same", () => {
  const names = firstStages(t).flatMap(({ steps }) => steps.map(({ step }) => step));
  expect(new Set(names).size).toBe(names.length);
});

test("a pasted table becomes stages, steps and what stands at them", () => {
  const rows = ["step", "pain", "channels", "emotion", "does", "need", "systems"];
  const sheet = readSheet(
    [
      "\tBuying > Pays\tBuying > Waits",
      "pain\tfails on iOS\t",
      "channels\tweb, app\tphone",
      "emotion\t−1,5\t9",
      "does\ttypes\t",
      "need\tcertainty\t",
      "systems\tPSP\t",
      "nobody knows\tx\t",
    ].join("\n"),
    (word) => (rows.includes(word) ? word : null),
  );
  expect(sheetMap(sheet, "Shop", "Unnamed")).toEqual({
    wayline: 1,
    map: "Shop",
    kind: "current_state",
    stages: [
      {
        stage: "Buying",
        steps: [
          {
            step: "Pays",
            pains: [{ pain: "fails on iOS" }],
            channels: ["web", "app"],
            emotion: { value: -1.5, from: "estimate" },
            action: "types",
            need: ["certainty"],
            serve: { systems: ["PSP"] },
          },
          { step: "Waits", channels: ["phone"] },
        ],
      },
    ],
  });
  expect(sheet.unknown).toEqual(["?nobody knows"]);
});

test("every row whose head is understood comes onto the map", () => {
  const rows = ["does", "channels", "touchpoints", "emotion"];
  for (const { id, kind } of LANES) if (kind !== null) rows.push(id);
  for (const row of rows) {
    const text = row === "emotion" ? "1" : `said of ${row}`;
    const sheet = {
      unknown: [],
      stages: [{ name: "Find", steps: [{ name: "See", rows: [{ row, texts: [text] }] }] }],
    };
    const step = sheetMap(sheet, "m", "unnamed").stages[0]?.steps[0];
    expect(JSON.stringify(step), row).toContain(text);
  }
});
