import { expect, test } from "vitest";
import type { Pain } from "../../api/shapes";
import type { Format } from "../../i18n/format";
import { act, feeling, madeMap, opportunity, pain, stage, step } from "../made_map";
import {
  assumed,
  beingDone,
  extremes,
  openActions,
  otherIdeas,
  QUICK_WEEKS,
  quickWins,
  stepsOf,
  worstPains,
} from "./choice";
import { costOf } from "./cost";
import { piecesOf, pointsOf, smooth } from "./curve";

const pays = step("Pays", {
  emotion: feeling(-1.2),
  pains: [pain("slow", 2), pain("denied", 3, { grade: "contradicted" })],
  opportunities: [
    opportunity("large and dear", 0.2, 20),
    opportunity("small and quick", 0.05, 1),
    opportunity("denied", 0.9, 1, { grade: "contradicted" }),
    opportunity("worth unknown", null, 2),
    opportunity("effort unknown", 0.3, null),
    opportunity("nothing known", null, null, { grade: "assumption" }),
    opportunity("makes it worse", -0.1, 1),
  ],
  actions: [
    act("later", "planned", { due: "2026-12-31" }),
    act("dropped", "dropped"),
    act("no date", "planned"),
    act("now", "running"),
    act("done", "shipped"),
    act("soon", "planned", { due: "2026-11-30" }),
  ],
});
const reads = step("Reads", { emotion: feeling(0.4), pains: [pain("worst", 1)] });
const guessed = step("Tells", { emotion: feeling(2, { grade: "assumption", feel: "proud" }) });
const few = step("Cancels", { emotion: feeling(-2, { low_base: true }) });
const map = madeMap("m", stage("S", reads, pays), stage("T", guessed, few));

test("the worst pains come first, as the server ranked them and no otherwise", () => {
  expect(worstPains(map, 3).map(({ pain }) => pain.title)).toEqual(["worst", "slow", "denied"]);
  const ranks = worstPains(map, 3).map(({ pain }) => pain.rank);
  expect(ranks).toEqual([1, 2, 3]);
  expect(worstPains(map, 1).map(({ step }) => step.name)).toEqual(["Reads"]);
  expect(worstPains(madeMap("empty"), 3)).toEqual([]);
});

test("quick wins are of known and little effort, most worth for the least of it first; the rest stands apart", () => {
  expect(quickWins(map, 9).map(({ idea }) => idea.title)).toEqual([
    "small and quick",
    "worth unknown",
  ]);
  expect(otherIdeas(map).map(({ idea }) => idea.title)).toEqual([
    "effort unknown",
    "large and dear",
    "nothing known",
  ]);
  const all = [...quickWins(map, 9), ...otherIdeas(map)].map(({ idea }) => idea.effort);
  expect(all.slice(0, 2).every((weeks) => weeks !== null && weeks <= QUICK_WEEKS)).toBe(true);
  expect(all.slice(2).some((weeks) => weeks !== null && weeks <= QUICK_WEEKS)).toBe(false);
});

test("what a pain costs is said of each: lost, else measured on how many, else not measured", () => {
  const t = (name: string, words: object = {}) => `${name} ${Object.values(words).join(" ")}`;
  const format = { short: String } as unknown as Format;
  const told = (more: Partial<Pain>) => costOf(pain("a", 1, more), "customer", t, format);
  const lost = { value: null, n: 0 };
  const evidence = [{ label: "", measure: "stars", value: 2, n: 41 }];
  expect(told({})).toBe("summary-lost customer 10");
  expect(told({ lost, evidence })).toBe("summary-hit 41");
  expect(told({ lost }).trim()).toBe("summary-unmeasured");
});

test("what runs comes before what is planned, the soonest first; what was dropped is left out", () => {
  const titles = beingDone(map).map(({ act }) => act.title);
  expect(titles).toEqual(["now", "soon", "later", "no date", "done"]);
  expect(openActions(map)).toBe(4);
});

test("the extremes are measured moments; small bases and estimates only where there is nothing else", () => {
  const found = extremes(stepsOf(map));
  expect([found?.low.name, found?.high.name]).toEqual(["Pays", "Reads"]);
  const only = extremes([guessed, few]);
  expect([only?.low.name, only?.high.name]).toEqual(["Cancels", "Tells"]);
  expect(extremes([step("A")])).toBeNull();
});

test("what is assumed is listed, an emotion that nobody said is not", () => {
  expect(assumed(map).map(({ sort, title }) => `${sort} ${title}`)).toEqual([
    "opportunity nothing known",
    "emotion proud",
  ]);
});

test("the curve skips what is unknown and stays inside its box", () => {
  const points = pointsOf(stepsOf(map), 400, 84);
  expect(points).toHaveLength(4);
  for (const { y, low, high } of points)
    for (const at of [y, low, high]) expect(at).toBeGreaterThanOrEqual(0);
  expect(points.map(({ firm }) => firm)).toEqual([true, true, false, false]);
  expect(piecesOf(points).map(({ look }) => look)).toEqual(["measured", "assumed", "assumed"]);
  const gap = pointsOf([pays, step("Unknown"), reads], 400, 84);
  expect(piecesOf(gap).map(({ look }) => look)).toEqual(["unknown"]);
  expect(smooth([])).toBe("");
  expect(smooth([{ x: 1, y: 2 }])).toBe("M1 2");
});
