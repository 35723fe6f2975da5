import { expect, test } from "vitest";
import type { FigureOfBoth } from "../../api/parts";
import { namesOf, qWords, reasonOf, versionName } from "./told";

const t = (key: string) => key;

function figure(value: number | null, low: number | null, high: number | null, low_base = false) {
  return { value, low, high, low_base, n: 100 };
}

function check(difference: ReturnType<typeof figure>, q: number | null, expected: string | null) {
  const rate = figure(0.5, 0.4, 0.6);
  const one: FigureOfBoth = { figure: "left", a: rate, b: rate, difference, q, told: false };
  expect(reasonOf(one)).toBe(expected);
}

test("a difference is not told apart for one reason, the strongest first", () => {
  check(figure(0.1, -0.1, 0.3, true), 0.5, "base");
  check(figure(0.1, -0.1, 0.3), 0.5, "zero");
  check(figure(0.1, 0.01, 0.3), 0.08, "chance");
  check(figure(null, null, null), null, null);
  check(figure(0.1, null, null), null, null);
});

test("a side of which less is said is called the map as it is now", () => {
  expect(namesOf("All", "All · June", t)).toEqual(["All · sides-now", "All · June"]);
  expect(namesOf("All · June", "All", t)).toEqual(["All · June", "All · sides-now"]);
  expect(namesOf("Parents", "All", t)).toEqual(["Parents", "All"]);
});

test("a small rate of false discoveries is told from none", () => {
  const decimal = (value: number, digits = 2) => value.toFixed(digits);
  expect([qWords(0.0001, decimal), qWords(0.0496, decimal)]).toEqual(["<0.001", "0.050"]);
});

test("the end of a day is said as dates are", () => {
  const said = (key: string, values?: object) => `${key} ${JSON.stringify(values)}`;
  const day = (time: string) => `the day ${time}`;
  expect(versionName("2026-03-05", undefined, said, day)).toBe(
    'times-end-of {"day":"the day 2026-03-05"}',
  );
});
