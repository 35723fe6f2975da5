import { expect, test } from "vitest";
import { seeded } from "../doc/for_tests/seeded";
import { columnsOf, rangeOf } from "./columns_shown";

const NAMES = 132;

test("every column that can be seen is drawn, wherever one scrolls", () => {
  const random = seeded(5);
  for (let round = 0; round < 500; round += 1) {
    const count = 1 + random.below(200);
    const width = 100 + random.below(200);
    const room = 300 + random.below(2500);
    const left = random.below(Math.max(1, NAMES + count * width - room));
    const { from, to } = rangeOf({ left, room }, { count, width, names: NAMES });
    for (let column = 0; column < count; column += 1) {
      // In the window's own pixels; the names cover its left end.
      const begin = NAMES + column * width - left;
      const seen = begin < room && begin + width > NAMES;
      if (seen) expect(column >= from && column < to).toBe(true);
    }
    expect(from).toBeGreaterThanOrEqual(0);
    expect(to).toBeLessThanOrEqual(count);
  }
});

test("the number of columns hangs on the window, not on the map", () => {
  const drawn = (count: number, left: number) => {
    const { from, to } = rangeOf({ left, room: 1440 }, { count, width: 168, names: NAMES });
    return to - from;
  };
  expect(drawn(100, 5000)).toBe(drawn(100_000, 5000));
  expect(drawn(100, 5000)).toBeLessThan(20);
});

test("a map that became narrower while one was far to the right still shows its last columns", () => {
  const range = rangeOf({ left: 90_000, room: 1440 }, { count: 50, width: 168, names: NAMES });
  expect(range).toEqual({ from: 49, to: 50 });
});

test("the column that holds the focus is drawn too, in its place and once", () => {
  const range = { from: 10, to: 13 };
  expect(columnsOf(range, 50, null)).toEqual([10, 11, 12]);
  expect(columnsOf(range, 50, 11)).toEqual([10, 11, 12]);
  expect(columnsOf(range, 50, 2)).toEqual([2, 10, 11, 12]);
  expect(columnsOf(range, 50, 40)).toEqual([10, 11, 12, 40]);
  expect(columnsOf(range, 50, 50)).toEqual([10, 11, 12]);
});
