import { expect, test } from "vitest";
import type { Compared } from "../../api/live_api";
import { led, marksOf } from "./marks";

function change(record: string, change: "added" | "removed" | "moved" | "changed") {
  return { record, kind: "pain", name: record, change };
}

test("what is gone is marked before, what is new after, and the rest on both", () => {
  const compared: Compared = {
    changes: [change("n", "added"), change("g", "removed"), change("m", "moved")],
    a: { n: "s0.0", g: "s0.0.pain.0", m: "s0.1" },
    b: { n: "s0.0.pain.0", g: "s0.0", m: "s1.0" },
  };
  const { a, b } = marksOf(compared);
  expect([...a]).toEqual([
    ["s0.0.pain.0", "removed"],
    ["s0.1", "moved"],
  ]);
  expect([...b]).toEqual([
    ["s0.0.pain.0", "added"],
    ["s1.0", "moved"],
  ]);
});

test("a part that came is not marked as changed by what lies in it", () => {
  const changes = [change("step", "added"), change("need", "changed")];
  const { a, b } = marksOf({ changes, a: {}, b: { step: "s0.0", need: "s0.0" } });
  expect([[...a], [...b]]).toEqual([[], [["s0.0", "added"]]]);
});

test("the other picture goes as far into its own width", () => {
  expect([led(50, 100, 400), led(100, 100, 40), led(5, 0, 40), led(9, 10, -3)]).toEqual([
    200, 40, 0, 0,
  ]);
});
