import { expect, test } from "vitest";
import type { Compared } from "../../api/live_api";
import type { SceneGroup } from "../../api/shapes";
import { headsOf, led, markOf, marksOf } from "./marks";

type Change = Compared["changes"][number];

function change(record: string, kind: string, change: Change["change"]): Change {
  return { record, kind, name: record, change };
}

test("what is gone is marked before, what is new after, and the rest on both", () => {
  const compared: Compared = {
    changes: [
      change("n", "pain", "added"),
      change("g", "pain", "removed"),
      change("m", "step", "moved"),
    ],
    a: { n: "s0.0", g: "s0.0.pain.0", m: "s0.1" },
    b: { n: "s0.0.pain.0", g: "s0.0", m: "s1.0" },
  };
  const { a, b } = marksOf(compared);
  expect([...a.own]).toEqual([
    ["s0.0.pain.0", "removed"],
    ["s0.1", "moved"],
  ]);
  expect([...b.own]).toEqual([
    ["s0.0.pain.0", "added"],
    ["s1.0", "moved"],
  ]);
});

test("a part that came is not marked as changed by what is said of it", () => {
  const changes = [change("step", "step", "added"), change("step", "step", "changed")];
  const { b } = marksOf({ changes, a: {}, b: { step: "s0.0" } });
  expect([...b.own]).toEqual([["s0.0", "added"]]);
});

test("a thought under a step is marked by its words, and the step is not", () => {
  const part = (label: string, items: SceneGroup["items"] = []) =>
    ({ item: "group", role: "mark", key: "s0.0", label, items }) as unknown as SceneGroup & {
      item: "group";
    };
  const head = part("Step: Pays");
  const cards = [part("Is it safe?"), part("Search page")];
  const heads = headsOf([head, ...cards]);
  const marked = (...changes: Change[]) => {
    const keys = Object.fromEntries(changes.map(({ record }) => [record, "s0.0"]));
    const { b } = marksOf({ changes, a: keys, b: keys });
    return [head, ...cards].map((group) => markOf(group, b, heads));
  };
  expect(marked(change("Is it safe?", "think", "added"))).toEqual([undefined, "added", undefined]);
  expect(marked(change("Pays", "step", "changed"))).toEqual(["changed", undefined, undefined]);
});

test("the other picture goes as far into its own width", () => {
  expect([led(50, 100, 400), led(100, 100, 40), led(5, 0, 40), led(9, 10, -3)]).toEqual([
    200, 40, 0, 0,
  ]);
});
