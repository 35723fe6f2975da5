import { expect, test } from "vitest";
import type { Rec } from "../doc/edit";
import { seeded } from "../doc/for_tests/seeded";
import { arcsOf, crosses, drawnOf, layWays, MOST, type Laid, type Way } from "./arcs";

// Arcs as they are drawn: two of one side cross when, where they stand at their steps, one begins within the other and ends outside.

function drawnCrossings(laid: readonly Laid[]): number {
  let count = 0;
  laid.forEach((a, i) => {
    laid.slice(i + 1).forEach((b) => {
      if (a.side !== b.side) return;
      if (crosses({ from: a.start, to: a.end }, { from: b.start, to: b.end })) count += 1;
    });
  });
  return count;
}

/** Whether there are sides for which nothing crosses: all are tried. */
function canBePlain(ways: readonly Way[]): boolean {
  for (let sides = 0; sides < 1 << ways.length; sides += 1) {
    const side = (i: number) => (sides >> i) & 1;
    if (ways.every((a, i) => ways.every((b, j) => j <= i || side(i) !== side(j) || !crosses(a, b))))
      return true;
  }
  return false;
}

/** How many arcs of a side lie over one place, at most. */
function depth(laid: readonly Laid[], side: Laid["side"]): number {
  const mine = laid
    .filter((one) => one.side === side)
    .map(({ start, end }) => [Math.min(start, end), Math.max(start, end)] as const);
  return Math.max(0, ...mine.map(([x]) => mine.filter(([from, to]) => from <= x && x < to).length));
}

/** How many ways lead past one place between steps, or back to their own step there, at most. */
function allDeep(ways: readonly Way[]): number {
  const ends = ways.map(({ from, to }) => [Math.min(from, to), Math.max(from, to)] as const);
  const places = ends.flatMap(([low, high]) => [low, low + 0.5, high]);
  return Math.max(
    ...places.map((x) => ends.filter(([a, b]) => (a < x && x < b) || (a === x && b === x)).length),
  );
}

function height(laid: readonly Laid[], side: Laid["side"]): number {
  return Math.max(0, ...laid.filter((one) => one.side === side).map(({ track }) => track + 1));
}

function randomWays(random: ReturnType<typeof seeded>, count: number, columns: number): Way[] {
  return Array.from({ length: count }, () => ({
    from: random.below(columns),
    to: random.below(columns),
  }));
}

test("where it costs no height, ways onward lie over the line and ways back under it", () => {
  const laid = layWays([
    { from: 0, to: 3 },
    { from: 3, to: 1 },
  ]);
  expect(laid.map(({ side }) => side)).toEqual(["over", "under"]);
});

test("arcs that never meet lie on one side, however they go", () => {
  const laid = layWays([
    { from: 0, to: 2 },
    { from: 5, to: 3 },
    { from: 7, to: 7 },
  ]);
  expect(new Set(laid.map(({ side }) => side)).size).toBe(1);
  expect(laid.map(({ track }) => track)).toEqual([0, 0, 0]);
});

test("of two ways onward that would cross, one changes its side", () => {
  const laid = layWays([
    { from: 1, to: 4 },
    { from: 2, to: 6 },
  ]);
  expect(new Set(laid.map(({ side }) => side)).size).toBe(2);
});

test("a short arc lies in a long one, and those that only touch share a track", () => {
  const laid = layWays([
    { from: 0, to: 5 },
    { from: 1, to: 2 },
    { from: 2, to: 4 },
    { from: 5, to: 0 },
    { from: 2, to: 1 },
  ]);
  expect(height(laid, "over") + height(laid, "under")).toBe(4);
  expect(laid[1]?.track).toBe(0);
  expect(laid[2]?.track).toBe(0);
});

test("arcs between the same two steps lie in each other and do not cross", () => {
  const laid = layWays(Array.from({ length: 4 }, () => ({ from: 1, to: 3 })));
  expect(drawnCrossings(laid)).toBe(0);
  expect(height(laid, "over") + height(laid, "under")).toBe(4);
});

test("no two arcs cross where sides can be chosen so, and no side is higher than its arcs are deep", () => {
  const random = seeded(7);
  let plain = 0;
  let tangled = 0;
  for (let round = 0; round < 600; round += 1) {
    const ways = randomWays(random, 2 + random.below(7), 4 + random.below(10));
    const laid = layWays(ways);
    if (canBePlain(ways)) {
      plain += 1;
      expect(drawnCrossings(laid)).toBe(0);
      for (const side of ["over", "under"] as const)
        expect(height(laid, side)).toBe(depth(laid, side));
      // Where any sides would do, both together are as low as can be: as deep as all arcs are.
      if (!ways.some((a, i) => ways.some((b, j) => j > i && crosses(a, b))))
        expect(height(laid, "over") + height(laid, "under")).toBe(allDeep(ways));
    } else tangled += 1;
  }
  // Both have been tried.
  expect(plain).toBeGreaterThan(100);
  expect(tangled).toBeGreaterThan(10);
});

test("where something must cross, no arc would cross less on the other side; and none shares a track with what it meets", () => {
  const random = seeded(11);
  for (let round = 0; round < 60; round += 1) {
    const ways = randomWays(random, 25, 14);
    const laid = layWays(ways);
    ways.forEach((a, i) => {
      const met = ways.flatMap((b, j) => (j !== i && crosses(a, b) ? [laid[j]?.side] : []));
      const here = met.filter((side) => side === laid[i]?.side).length;
      expect(here * 2).toBeLessThanOrEqual(met.length);
    });
    const ends = laid.map(
      ({ start, end }) => [Math.min(start, end), Math.max(start, end)] as const,
    );
    laid.forEach((a, i) => {
      laid.forEach((b, j) => {
        const [p, q] = ends[i] ?? [0, 0];
        const [r, s] = ends[j] ?? [0, 0];
        if (i !== j && a.side === b.side && p < s && r < q) expect(a.track).not.toBe(b.track);
      });
    });
  }
});

test("a way stands within the columns of its steps", () => {
  const random = seeded(3);
  const ways = randomWays(random, 40, 6);
  layWays(ways).forEach(({ start, end }, i) => {
    expect(Math.floor(start)).toBe(ways[i]?.from);
    expect(Math.floor(end)).toBe(ways[i]?.to);
  });
});

test("the most taken are drawn, and of equal ones the first", () => {
  expect(drawnOf(Array.from({ length: MOST }, () => 0))).not.toContain(false);
  // As in the picture's test: every third is taken by nobody, the others by more and more.
  const taken = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? 0 : i));
  const leftOut = (taken: number[]) => drawnOf(taken).flatMap((drawn, i) => (drawn ? [] : [i]));
  expect(leftOut(taken)).toEqual(Array.from({ length: 100 }, (_, i) => 3 * i));
  expect(leftOut(Array.from({ length: MOST + 2 }, () => 7))).toEqual([MOST, MOST + 1]);
});

test("of very many arcs the rest is counted, and those without ends are not", () => {
  const columnOf = new Map([
    ["looks", 0],
    ["pays", 1],
  ]);
  const arc = (id: string, kind: string, to = "pays") =>
    ({ id, kind, values: { from: "@looks", to: `@${to}` } }) as unknown as Rec;
  const many = [
    arc("passed", "hand_over"),
    arc("often passed", "hand_over"),
    ...Array.from({ length: 1000 }, (_, i) => arc(`way ${i}`, "path")),
    arc("lost", "path", "nowhere"),
  ];
  const { arcs, leftOut } = arcsOf(many, columnOf, (id) => (id === "often passed" ? 5 : 0));
  expect(leftOut).toBe(802);
  const ways = Array.from({ length: MOST - 1 }, (_, i) => `way ${i}`);
  expect(arcs.map(({ record }) => record.id)).toEqual(["often passed", ...ways]);
});
