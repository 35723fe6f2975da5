import { expect, test } from "vitest";
import type { Evidence } from "../api/shapes";
import { marksOf } from "./interval";

function figure(measure: string, value: number | null, low?: number, high?: number): Evidence {
  return { label: "", measure, value, low: low ?? null, high: high ?? null, n: 10 };
}

test("figures of one measure share one line", () => {
  const late = figure("stars", 2, 1.5, 2.5);
  const inTime = figure("stars", 4);
  expect(marksOf(late, [late, inTime])).toEqual({
    low: 0.125,
    value: 0.25,
    high: 0.375,
    still: null,
  });
  expect(marksOf(inTime, [late, inTime])?.value).toBe(0.75);
});

test("a line without known ends reaches from its neutral point to the greatest figure", () => {
  const odds = figure("odds", 3, 2, 5);
  expect(marksOf(odds, [odds])).toEqual({ low: 0.25, value: 0.5, high: 1, still: null });
  const change = figure("difference", -1, -2, 2);
  expect(marksOf(change, [change])?.still).toBe(0.5);
});

test("what is unknown is not drawn", () => {
  expect(marksOf(figure("rate", null), [])).toBeNull();
  expect(marksOf(figure("count", 0), [figure("count", 0)])).toBeNull();
});
