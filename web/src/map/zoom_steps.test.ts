import { expect, test } from "vitest";
import { fitting, larger, smaller } from "./zoom_steps";

test("sizes go from step to step, also from one between them, and end", () => {
  expect([smaller(1), larger(1), smaller(0.73), larger(0.73)]).toEqual([0.8, 1.25, 0.65, 0.8]);
  expect([smaller(0.4), smaller(0.3), larger(2)]).toEqual([0.4, 0.3, 2]);
});

test("what fits is never larger than it is, and never too small to be read", () => {
  expect(fitting(1400, 1000)).toBe(1);
  expect(fitting(700, 1000)).toBe(0.7);
  expect(fitting(1200, 60_000)).toBe(0.25);
  expect(fitting(0, 1000)).toBe(1);
});
