import type { Rec } from "../doc/edit";
import { wordOf } from "./kinds";
import type { Layout } from "./layout";

// Ways and hand-overs between steps as arcs over and under a line on which the steps stand: a book embedding with two pages (Bernhart and Kainen 1979).
// Two arcs of one side cross when they interleave. Where sides can be chosen so that none do, they are; then arcs lie in each other, and a side is as high as they are deep.

/** A way from one column to another, or to the same. */
export interface Way {
  from: number;
  to: number;
}

export interface Laid {
  side: "over" | "under";
  /** 0 is nearest to the line. */
  track: number;
  /** Where it leaves and arrives, in columns from the left end: those that meet at a step stand beside each other. */
  start: number;
  end: number;
}

export interface Arc extends Way, Laid {
  record: Rec;
}

/** How far from each other arcs stand at a step, and how much of it they take together, in columns. */
const APART = 0.11;
const TOGETHER = 0.72;

/** Lays ways on sides and tracks. */
export function layWays(ways: readonly Way[]): Laid[] {
  const over = sidesOf(ways);
  const laid: Laid[] = ways.map((_, i) => ({
    side: over[i] === true ? "over" : "under",
    track: 0,
    start: 0,
    end: 0,
  }));
  for (const side of ["over", "under"] as const) {
    const here = ways.flatMap((way, i) => {
      const mine = laid[i];
      return mine?.side === side ? [{ way, laid: mine }] : [];
    });
    place(here);
    stack(here.map(({ laid }) => laid));
  }
  return laid;
}

/** Whether two ways cross when they lie on one side. Those that share a step do not. */
export function crosses(a: Way, b: Way): boolean {
  const [p, q] = [low(a), high(a)];
  const [r, s] = [low(b), high(b)];
  return (p < r && r < q && q < s) || (r < p && p < s && s < q);
}

/** Which ways lie over the line: so that nothing crosses, else little; then so that both sides together are low; then onward over it and back under it. */
function sidesOf(ways: readonly Way[]): boolean[] {
  const beside = ways.map((a) => ways.flatMap((b, j) => (crosses(a, b) ? [j] : [])));
  const over = ways.map(() => false);
  const groups = groupsOf(beside, over);
  for (const group of groups) if (!group.even) settle(group.ways, beside, over, ways);
  // The sides of all in a group hang on the side of one. The largest choose first, the others fill what those leave.
  const order = groups.toSorted(
    (a, b) => b.ways.length - a.ways.length || longest(b.ways, ways) - longest(a.ways, ways),
  );
  const done: number[] = [];
  for (const group of order) {
    const turn = () => {
      for (const i of group.ways) over[i] = over[i] !== true;
    };
    done.push(...group.ways);
    const price = () =>
      (deep(ways, done, over, true) + deep(ways, done, over, false)) * (ways.length + 1) +
      group.ways.filter((i) => over[i] !== onward(ways[i])).length;
    const asIs = price();
    turn();
    if (price() >= asIs) turn();
  }
  return over;
}

interface Group {
  ways: number[];
  /** Two sides are enough for them. */
  even: boolean;
}

/** What crosses what crosses …, with sides for all of them if the first lies over the line. */
function groupsOf(beside: readonly (readonly number[])[], over: boolean[]): Group[] {
  const seen = new Set<number>();
  const groups: Group[] = [];
  beside.forEach((_, first) => {
    if (seen.has(first)) return;
    const group: Group = { ways: [first], even: true };
    seen.add(first);
    over[first] = true;
    for (const i of group.ways)
      for (const j of beside[i] ?? [])
        if (!seen.has(j)) {
          seen.add(j);
          over[j] = over[i] !== true;
          group.ways.push(j);
        } else if (over[i] === over[j]) group.even = false;
    groups.push(group);
  });
  return groups;
}

/** How many of these lie over each other on one side, at most. */
function deep(
  ways: readonly Way[],
  among: readonly number[],
  over: readonly boolean[],
  side: boolean,
): number {
  const ends: [at: number, by: 1 | -1][] = [];
  for (const i of among) {
    const way = ways[i];
    if (way === undefined || over[i] !== side) continue;
    // A way to its own step stands between those that end there and those that begin there.
    const inner = way.from === way.to ? -0.1 : 0.2;
    ends.push([low(way) + inner, 1], [high(way) - inner, -1]);
  }
  ends.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let now = 0;
  let most = 0;
  for (const [, by] of ends) most = Math.max(most, (now += by));
  return most;
}

function longest(group: readonly number[], ways: readonly Way[]): number {
  return Math.max(...group.map((i) => Math.abs((ways[i]?.to ?? 0) - (ways[i]?.from ?? 0))));
}

/** Sides for a group in which something must cross: each goes where it crosses less, until none is better off elsewhere. */
function settle(
  group: readonly number[],
  beside: readonly (readonly number[])[],
  over: boolean[],
  ways: readonly Way[],
): void {
  for (const i of group) over[i] = onward(ways[i]);
  // Every change takes crossings away, so this ends.
  for (let better = true; better;) {
    better = false;
    for (const i of group) {
      const others = beside[i] ?? [];
      const here = others.filter((j) => over[j] === over[i]).length;
      if (here * 2 <= others.length) continue;
      over[i] = over[i] !== true;
      better = true;
    }
  }
}

function onward(way: Way | undefined): boolean {
  return way !== undefined && way.to > way.from;
}

/** Where arcs of one side stand at their steps: those to the left before those to the right, and within each the one that lies in the other towards it. */
function place(arcs: readonly { way: Way; laid: Laid }[]): void {
  const at = new Map<number, { by: number; put: (x: number) => void }[]>();
  arcs.forEach(({ way, laid }, i) => {
    const long = high(way) - low(way);
    // Of two that are the same, the later lies outside.
    const size = long + i / (arcs.length + 1);
    const stand = (column: number, by: number, put: (x: number) => void) => {
      const here = at.get(column) ?? [];
      here.push({ by, put });
      at.set(column, here);
    };
    const left = (x: number) => {
      if (way.from <= way.to) laid.start = x;
      else laid.end = x;
    };
    const right = (x: number) => {
      if (way.from <= way.to) laid.end = x;
      else laid.start = x;
    };
    // Negative stands left: what goes to the left, short before long; then what goes to the right, long before short.
    if (long === 0) {
      // A way back to its own step lies in the middle, around nothing.
      stand(way.from, -1e-6 * (i + 1), left);
      stand(way.from, 1e-6 * (i + 1), right);
    } else {
      stand(low(way), 1 / size, left);
      stand(high(way), -1 / size, right);
    }
  });
  for (const [column, here] of at) {
    const step = Math.min(APART, TOGETHER / here.length);
    here
      .toSorted((a, b) => a.by - b.by)
      .forEach(({ put }, i) => {
        put(column + 0.5 + (i - (here.length - 1) / 2) * step);
      });
  }
}

/** Tracks for arcs of one side: each outside of all shorter ones that it meets. */
function stack(arcs: readonly Laid[]): void {
  const done: { from: number; to: number; track: number }[] = [];
  const order = arcs
    .map((laid) => ({
      laid,
      from: Math.min(laid.start, laid.end),
      to: Math.max(laid.start, laid.end),
    }))
    .toSorted((a, b) => a.to - a.from - (b.to - b.from) || a.from - b.from);
  for (const { laid, from, to } of order) {
    for (const other of done)
      if (other.from < to && from < other.to) laid.track = Math.max(laid.track, other.track + 1);
    done.push({ from, to, track: laid.track });
  }
}

function low({ from, to }: Way): number {
  return Math.min(from, to);
}

function high({ from, to }: Way): number {
  return Math.max(from, to);
}

/** Most arcs that are drawn: of more nobody sees where one goes, and laying them takes long. */
export const MOST = 200;

/** Which of these are drawn, by how many take each: the most taken, of equal ones the first. */
export function drawnOf(taken: readonly number[]): boolean[] {
  const order = taken.map((many, i) => ({ many, i })).toSorted((a, b) => b.many - a.many);
  const drawn = taken.map(() => false);
  for (const { i } of order.slice(0, MOST)) drawn[i] = true;
  return drawn;
}

/** The arcs of a map whose both ends stand on it, and how many of them are left out. `taken` tells how many take one. */
export function arcsOf(
  arcs: readonly Rec[],
  columnOf: Layout["columnOf"],
  taken: (id: string) => number,
): { arcs: Arc[]; leftOut: number } {
  const all = arcs.flatMap((record) => {
    const from = columnOf.get(stepIn(record, "from") ?? "");
    const to = columnOf.get(stepIn(record, "to") ?? "");
    return from === undefined || to === undefined ? [] : [{ record, from, to }];
  });
  // As on the picture, ways come before hand-overs.
  const passed = ({ record }: { record: Rec }) => Number(record.kind === "hand_over");
  const order = all.toSorted((a, b) => passed(a) - passed(b));
  const drawn = drawnOf(order.map(({ record }) => taken(record.id)));
  const kept = new Set(order.filter((_, i) => drawn[i]));
  const ways = all.filter((way) => kept.has(way));
  const laid = layWays(ways);
  return {
    arcs: ways.flatMap((way, i) => {
      const where = laid[i];
      return where === undefined ? [] : [{ ...way, ...where }];
    }),
    leftOut: all.length - ways.length,
  };
}

/** Id of the step that a reference names. */
export function stepIn(record: Rec, field: string): string | null {
  const value = wordOf(record, field);
  return value.startsWith("@") ? (value.slice(1).split("#")[0] ?? null) : null;
}
