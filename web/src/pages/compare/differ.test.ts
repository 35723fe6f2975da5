import { expect, test } from "vitest";
import { feeling, figure, leaving, madeMap, pain, stage, step } from "../made_map";
import { alignMaps } from "./align";
import { differs, mapFigures, stepFigures, stepWords, tally, verdictOf } from "./differ";
import { readOther, writeOther } from "./other";

test("a difference is one only when the intervals do not overlap", () => {
  expect(verdictOf(figure(0.2, 0.02), figure(0.3, 0.02))).toBe("higher");
  expect(verdictOf(figure(0.3, 0.02), figure(0.2, 0.02))).toBe("lower");
  expect(verdictOf(figure(0.2, 0.06), figure(0.3, 0.06))).toBe("unclear");
  // Intervals that touch overlap.
  expect(verdictOf({ value: 1, low: 0, high: 2, n: 9 }, { value: 3, low: 2, high: 4, n: 9 })).toBe(
    "unclear",
  );
});

test("what is not known, or has no interval, is never called different", () => {
  expect(verdictOf(figure(null), figure(0.2))).toBe("unknown");
  expect(verdictOf({ value: 0.9, n: 3 }, figure(0.1))).toBe("unknown");
});

test("figures known on neither side are left out", () => {
  const a = step("Pays", { left: leaving(0.5) });
  const b = step("Pays", { left: leaving(0.2), emotion: feeling(1) });
  expect(stepFigures(a, b).map(({ figure, verdict }) => `${figure} ${verdict}`)).toEqual([
    "left lower",
    "emotion unknown",
  ]);
  expect(mapFigures(madeMap("a"), madeMap("b")).map(({ verdict }) => verdict)).toEqual([
    "unclear",
    "unclear",
    "unclear",
  ]);
});

test("words are told as added and removed, whatever their case", () => {
  const a = step("Pays", { channels: ["Web", "App"], pains: [pain("Too slow", 1)] });
  const b = step("Pays", { channels: ["app", "Phone"], pains: [] });
  expect(stepWords(a, b)).toEqual([
    { sort: "channel", change: "removed", words: "Web" },
    { sort: "channel", change: "added", words: "Phone" },
    { sort: "pain", change: "removed", words: "Too slow" },
  ]);
});

test("steps are counted as the same, changed, added and removed", () => {
  const a = madeMap("a", stage("S", step("A"), step("B"), step("C", { action: "types" })));
  const b = madeMap("b", stage("S", step("A"), step("C", { action: "speaks" }), step("D")));
  const stages = alignMaps(a, b);
  expect(tally(stages)).toEqual({ same: 1, changed: 1, added: 1, removed: 1 });
  expect(stages[0]?.steps.map(differs)).toEqual([false, true, true, true]);
});

test("what a map is compared with reads back from the address", () => {
  expect(readOther("future")).toEqual({ sort: "map", id: "future" });
  expect(readOther("@3")).toEqual({ sort: "versions", from: "3", to: "now" });
  expect(readOther("@")).toBeNull();
  expect(readOther(null)).toBeNull();
  const two = { sort: "versions", from: "seq-4", to: "9" } as const;
  expect(readOther(writeOther(two))).toEqual(two);
});
