import type { Compared } from "../../api/live_api";

// What is marked on the pictures of two versions.

/** What became of the part of a key. */
export type Marks = ReadonlyMap<string, Compared["changes"][number]["change"]>;

/** Marks of both pictures: what is gone only on the first, what is new only on the second, all else on both. */
export function marksOf({ changes, a, b }: Compared): { a: Marks; b: Marks } {
  const marks = { a: new Map(), b: new Map() };
  for (const { record, change } of changes) {
    const sides = { a: change !== "added", b: change !== "removed" };
    for (const [of, keys] of [
      ["a", a],
      ["b", b],
    ] as const) {
      const key = keys[record];
      // What came or went says more than that something else is said of what it lies in.
      if (sides[of] && key !== undefined && !isCome(marks[of].get(key))) marks[of].set(key, change);
    }
  }
  return marks;
}

function isCome(mark: unknown): boolean {
  return mark === "added" || mark === "removed";
}

/** As far into a width as something else is into its own. */
export function led(at: number, of: number, other: number): number {
  return of <= 0 ? 0 : Math.round((at / of) * Math.max(0, other));
}
