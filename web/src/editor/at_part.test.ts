import { expect, test } from "vitest";
import type { Rec } from "../doc/edit";
import { commentOf, spotOf } from "./at_part";
import { commentKey } from "./comment_key";
import type { Layout } from "./layout";

function rec(id: string, kind: string): Rec {
  return {
    id,
    kind,
    parent: null,
    rank: "V",
    gone: false,
    fields: {},
    sets: {},
    text: {},
  } as unknown as Rec;
}

const [first, second] = [rec("stage-a", "stage"), rec("stage-b", "stage")];
const [looks, pays] = [rec("looks", "step"), rec("pays", "step")];
const layout = {
  stages: [
    { stage: first, from: 0, count: 1 },
    { stage: second, from: 1, count: 1 },
  ],
  columns: [
    { stage: first, step: looks, key: "looks" },
    { stage: second, step: pays, key: "pays" },
  ],
  byKind: new Map([
    ["pain", new Map([["pays", [rec("p0", "pain"), rec("p1", "pain")]]])],
    ["opportunity", new Map([["pays", [rec("o0", "opportunity"), rec("o1", "opportunity")]]])],
    ["action", new Map([["pays", [{ ...rec("a1", "action"), parent: "o1" }]]])],
  ]),
  arcs: [rec("way", "path"), rec("passed", "hand_over")],
} as unknown as Layout;

test("a finding's key leads to the card, else to its step, else to its stage", () => {
  expect(spotOf(layout, "s1.0.pain.1")).toBe("p1");
  expect(spotOf(layout, "s1.0.pain.7")).toBe("pays");
  // An action has the number of its opportunity.
  expect(spotOf(layout, "s1.0.action.1")).toBe("a1");
  expect(spotOf(layout, "s1.0.action.0")).toBe("o0");
  expect(spotOf(layout, "s1.0.emotion")).toBe("pays");
  expect(spotOf(layout, "s0")).toBe("stage-a");
  expect(spotOf(layout, "path.0")).toBe("way");
});

test("a key of what is gone leads nowhere", () => {
  expect(spotOf(layout, "s4.0")).toBeNull();
  expect(spotOf(layout, "s0.3")).toBeNull();
  expect(spotOf(layout, "health.goal")).toBeNull();
});

test("a comment's key leads to it as long as it and what it is about are there", () => {
  const on = (parent: string, gone: string | null = null) =>
    ({ ...rec("said", "comment"), parent, gone }) as unknown as Rec;
  const alive = new Map([["pays", pays]]);
  const library = new Map([["chat", rec("chat", "channel")]]);
  const there = { ...layout, alive, library };
  const found = (comment: Rec, key = commentKey("said")) =>
    commentOf(there, new Map([["said", comment]]), key)?.id ?? null;
  expect(found(on("pays"))).toBe("said");
  expect(found(on("chat"))).toBe("said");
  expect(found(on("gone"))).toBeNull();
  expect(found(on("pays", "1"))).toBeNull();
  expect(found(on("pays"), commentKey("other"))).toBeNull();
  expect(found(on("pays"), "s0.0")).toBeNull();
  expect(found({ ...on("pays"), kind: "pain" })).toBeNull();
  // What answers it is about the same.
  const thread = (about: string) =>
    new Map([
      ["asked", { ...on(about), id: "asked" }],
      ["said", on("asked")],
    ]);
  const answers = (about: string) =>
    commentOf(there, thread(about), commentKey("said"))?.id ?? null;
  expect(answers("pays")).toBe("said");
  expect(answers("gone")).toBeNull();
});
