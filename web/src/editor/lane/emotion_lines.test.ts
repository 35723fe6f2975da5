import { expect, test } from "vitest";
import { aloneMap } from "../../doc/for_tests/alone";
import { pieces } from "../curve";
import { layOut } from "../layout";
import { sampleRecords } from "../for_tests/sample_records";
import { linesOf, strokeOf } from "./emotion_lines";

test("the line is dotted over what nobody rated, and what is assumed is not drawn as measured", async () => {
  const live = await aloneMap(sampleRecords());
  const rated = () => layOut(live.snapshot()).columns;
  const steps = rated().flatMap(({ step }) => step ?? []);
  for (const step of steps)
    live.dispatch([{ edit: "set", id: step.id, field: "value", value: 1 }], "test");
  const strokes = () => {
    const { felt } = linesOf(rated(), null, 100);
    return felt.slice(1).map((to, i) => strokeOf(felt[i] ?? to, to));
  };
  expect(strokes()).toEqual(steps.slice(1).map(() => "curve estimate"));
  live.dispatch([{ edit: "set", id: steps[2]?.id ?? "", field: "value", value: null }], "test");
  const { felt, guessed, bands } = linesOf(rated(), null, 100);
  expect(felt.length).toBe(steps.length - 1);
  expect(strokes().map((stroke) => stroke === "curve unrated")).toEqual(
    felt.slice(1).map((_, i) => i === 1),
  );
  expect(felt.some(({ measured }) => measured)).toBe(false);
  expect([guessed, bands]).toEqual([[], []]);
});

test("a line in parts is the same line", () => {
  const points = [
    { x: 0, y: 10 },
    { x: 10, y: 0 },
    { x: 20, y: 5 },
  ];
  const [first = "", second = ""] = pieces(points);
  expect(first.startsWith("M0,10C")).toBe(true);
  expect(first.endsWith(" 10,0")).toBe(true);
  expect(second.startsWith("M10,0C")).toBe(true);
  expect(second.endsWith(" 20,5")).toBe(true);
});
