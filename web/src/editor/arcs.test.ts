import { expect, test } from "vitest";
import { seeded } from "../doc/seeded";
import { tracksOf, type Span } from "./arcs";

test("arcs that meet lie on different tracks, the longer one outside", () => {
  expect(
    tracksOf([
      { from: 0, to: 5 },
      { from: 1, to: 2 },
      { from: 3, to: 4 },
    ]),
  ).toEqual([1, 0, 0]);
  expect(
    tracksOf([
      { from: 4, to: 1 },
      { from: 2, to: 6 },
    ]),
  ).toEqual([0, 1]);
});

test("arcs that only touch share a track", () => {
  expect(
    tracksOf([
      { from: 0, to: 2 },
      { from: 2, to: 3 },
    ]),
  ).toEqual([0, 0]);
});

test("no two on one track ever overlap, and none that is enclosed lies outside", () => {
  const random = seeded(7);
  for (let round = 0; round < 200; round += 1) {
    const spans: Span[] = Array.from({ length: 12 }, () => ({
      from: random.below(20),
      to: random.below(20),
    }));
    const tracks = tracksOf(spans);
    const ends = ({ from, to }: Span) => [Math.min(from, to), Math.max(from, to)] as const;
    for (const [i, one] of spans.entries())
      for (const [j, other] of spans.entries()) {
        if (i === j) continue;
        const [a, b] = ends(one);
        const [c, d] = ends(other);
        const overlap = a < d && c < b;
        if (overlap) expect(tracks[i]).not.toBe(tracks[j]);
        if (overlap && a <= c && d <= b && b - a > d - c)
          expect(tracks[i]).toBeGreaterThan(tracks[j] ?? 0);
      }
  }
});
