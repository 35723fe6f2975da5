import { expect, test } from "vitest";
import { seeded } from "../doc/for_tests/seeded";
import { curve, near, type Point } from "./curve";

test("the part of a curve that is drawn is the same as in the whole", () => {
  const random = seeded(9);
  const points: Point[] = Array.from({ length: 60 }, (_, i) => ({
    x: 100 * i + 50,
    y: random.below(150),
  })).filter((_, i) => i % 7 !== 3);
  const pieces = (path: string) => path.split(/(?=[MC])/);
  const whole = new Set(pieces(curve(points)));
  for (let low = 0; low < 6000; low += 130) {
    const high = low + 900;
    const part = near(points, low, high);
    expect(part.length).toBeLessThan(16);
    // The first and the last piece only lead there.
    const inner = pieces(curve(part)).slice(
      part[0] === points[0] ? 1 : 2,
      part.at(-1) === points.at(-1) ? undefined : -1,
    );
    for (const piece of inner) expect(whole.has(piece)).toBe(true);
  }
});

test("where no point is near, no curve runs astray", () => {
  expect(near([], 0, 100)).toEqual([]);
  const points = [{ x: 10, y: 1 }];
  expect(near(points, 500, 600)).toEqual(points);
});
