import { expect, test } from "vitest";
import type { Rec } from "../doc/edit";
import { isRank } from "../doc/rank";
import { putInOrder, putLast } from "./places";

// What is put among the items of a set lies there, also where there is no room.

function step(match: readonly (readonly [string, string])[]): Rec {
  const items = match.map(([item, rank]) => ({ item, rank }));
  return {
    id: "s",
    kind: "step",
    parent: "g",
    rank: "V",
    gone: null,
    text: {},
    values: {},
    sets: { match: items },
  };
}

/** The items in order after the edits, each of which gives a proper rank. */
function after(record: Rec, edits: ReturnType<typeof putLast>): string[] {
  const ranks = new Map(record.sets.match?.map(({ item, rank }) => [item, rank]));
  for (const edit of edits) {
    if (edit.edit !== "put") throw new Error(edit.edit);
    expect(isRank(edit.rank)).toBe(true);
    ranks.set(edit.item, edit.rank);
  }
  const order = [...ranks].sort(([, a], [, b]) => (a < b ? -1 : 1));
  expect(new Set(ranks.values()).size).toBe(ranks.size);
  return order.map(([item]) => item);
}

const FULL = "z".repeat(200);

test("an item is put behind the others, which keep their places", () => {
  const record = step([["a", "V"]]);
  expect(putLast(record, "match", "b")).toHaveLength(1);
  expect(after(record, putLast(record, "match", "b"))).toEqual(["a", "b"]);
});

test("where there is no room behind the last, all get new places", () => {
  const record = step([
    ["a", "V"],
    ["b", FULL],
  ]);
  expect(after(record, putLast(record, "match", "c"))).toEqual(["a", "b", "c"]);
});

test("items are put between two, and all get new places where there is no room", () => {
  const staying = new Set(["a", "b"]);
  const free = step([
    ["a", "A"],
    ["b", "k"],
  ]);
  expect(putInOrder(free, "match", ["a", "x", "y", "b"], staying)).toHaveLength(2);
  const long = "a".repeat(199);
  const full = step([
    ["a", `${long}1`],
    ["b", `${long}2`],
  ]);
  for (const record of [free, full]) {
    const edits = putInOrder(record, "match", ["a", "x", "y", "b"], staying);
    expect(after(record, edits)).toEqual(["a", "x", "y", "b"]);
  }
});
