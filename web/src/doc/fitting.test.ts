import { expect, test } from "vitest";
import { aloneMap } from "./for_tests/alone";
import { changesBetween } from "./changes";
import type { Edit, Rec } from "./edit";
import { applyAgain, merged } from "./fitting";
import type { LiveMap } from "./live_map";

const record = (id: string, kind: string, parent: string, rest: Partial<Rec> = {}): Rec => ({
  id,
  kind,
  parent,
  rank: "V",
  gone: null,
  text: {},
  values: {},
  sets: {},
  ...rest,
});
const TREE = [
  record("g1", "stage", "map"),
  record("c1", "channel", "map", { text: { name: "Shop" } }),
  record("s1", "step", "g1", { text: { name: "Pay" }, values: { feel: "calm" } }),
  record("p1", "pain", "s1", { text: { text: "It is slow" } }),
];

/** What `mine` did to the map, after others did `theirs`. */
async function after(mine: readonly Edit[], theirs: readonly Edit[]) {
  const [me, live] = [await aloneMap(TREE), await aloneMap(TREE)];
  const before = me.snapshot();
  me.dispatch(mine, "");
  const changes = changesBetween(before, me.snapshot());
  if (theirs.length > 0) live.dispatch(theirs, "");
  const again = applyAgain(live, changes);
  return { changes, again, live, left: again.left.map(({ unfit }) => unfit.why) };
}

const text = (live: LiveMap, id = "p1") => live.snapshot().records.get(id)?.text.text;
const say = (text: string): Edit => ({ edit: "write", id: "p1", field: "text", text });

test("a record comes again with all that was said of it, and what lies in it", async () => {
  const { changes, live, again } = await after(
    [
      {
        edit: "add",
        id: "s2",
        kind: "step",
        parent: "g1",
        rank: "k",
        fields: { name: "Wait", channels: ["c1"] },
      },
      { edit: "add", id: "p2", kind: "pain", parent: "s2", rank: "V", fields: { text: "Dull" } },
    ],
    [say("Otherwise")],
  );
  expect(changes.map(({ does, within }) => [does, within])).toEqual([
    ["added", "g1"],
    ["added", "Wait"],
  ]);
  expect(again.left).toEqual([]);
  expect(text(live, "p2")).toBe("Dull");
  expect(
    live
      .snapshot()
      .records.get("s2")
      ?.sets.channels?.map(({ item }) => item),
  ).toEqual(["c1"]);
});

test("words are merged where others wrote elsewhere, and not where they wrote the same place", async () => {
  const one = await after([say("It is very slow")], [say("It is slow on Mondays")]);
  expect(text(one.live)).toBe("It is very slow on Mondays");
  const two = await after([say("It is quick")], [say("It is late")]);
  expect(text(two.live)).toBe("It is late");
  expect(two.left).toEqual(["changed"]);
  const three = await after([say("It is late")], [say("It is late")]);
  expect(three.left).toEqual(["there"]);
});

test.each([
  ["abc", "abXc", "Yabc", "YabXc"],
  ["abc", "Xabc", "abcY", "XabcY"],
  ["abcdef", "abef", "abcdefgh", "abefgh"],
  ["abc", "aXc", "aYc", null],
  ["", "mine", "theirs", null],
  ["abc", "abcX", "abcY", null],
  // Mine is in it already.
  ["A B", "A1 B", "A1 B2", "A1 B2"],
  ["A B", "A1 B", "2A1 B", "2A1 B"],
  ["", "abc", "abc", "abc"],
  ["", "abc", "abcd", "abcd"],
  ["A X B", "A B", "A B2", "A B2"],
  ["an old hat", "a new hat", "a new hat!", "a new hat!"],
  // It only looks so.
  ["abab", "ab", "xabab", "xab"],
  ["abc", "ac", "abcd", "acd"],
  ["abc", "ac", "axc", null],
])("from %o, %o and %o come %o", (base, mine, theirs, both) => {
  expect(merged(base, mine, theirs)).toBe(both);
});

test("words that were merged once are there, and are not merged again", async () => {
  const { live, changes } = await after([say("It is very slow")], [say("It is slow on Mondays")]);
  const again = applyAgain(live, changes);
  expect(again.left.map(({ unfit }) => unfit.why)).toEqual(["there"]);
  expect(text(live)).toBe("It is very slow on Mondays");
});

test("what is gone, has no place or was changed since is said", async () => {
  const set: Edit = { edit: "set", id: "s1", field: "feel", value: "angry" };
  expect((await after([set], [{ ...set, value: "curious" }])).left).toEqual(["changed"]);
  expect((await after([say("Late")], [{ edit: "remove", id: "p1" }])).left).toEqual(["gone"]);
  const add: Edit = { edit: "add", id: "n1", kind: "need", parent: "s1", rank: "V", fields: {} };
  expect((await after([add], [{ edit: "remove", id: "s1" }])).left).toEqual(["no-place"]);
  const move: Edit = { edit: "move", id: "p1", parent: "s1", rank: "k" };
  expect((await after([move], [{ ...move, rank: "z" }])).left).toEqual(["changed"]);
  expect(
    (await after([{ edit: "remove", id: "p1" }], [{ edit: "remove", id: "s1" }])).left,
  ).toEqual(["there"]);
});

test("what was removed with something is told with that, and comes back with it", async () => {
  const { changes, live } = await after([{ edit: "remove", id: "s1" }], []);
  expect(changes.map(({ does, rec }) => [does, rec.id])).toEqual([["removed", "s1"]]);
  expect(live.snapshot().children("g1")).toEqual([]);
  const back = await aloneMap(TREE);
  back.dispatch([{ edit: "remove", id: "s1" }], "");
  const before = back.snapshot();
  back.dispatch([{ edit: "bring_back", id: "s1" }], "");
  const brought = changesBetween(before, back.snapshot());
  expect(brought.map(({ does, rec }) => [does, rec.id])).toEqual([["brought-back", "s1"]]);
  expect(applyAgain(live, brought).left).toEqual([]);
  expect(live.snapshot().children("g1").length).toBe(1);
});

test("items of sets are told by what they are called, and merged", async () => {
  const put = (item: string): Edit => ({
    edit: "put",
    id: "s1",
    field: "channels",
    item,
    rank: "V",
  });
  const { changes, live, left } = await after([put("c1")], [put("c9")]);
  expect(changes[0]).toMatchObject({ from: null, to: ["Shop"] });
  expect(left).toEqual([]);
  const items = live
    .snapshot()
    .records.get("s1")
    ?.sets.channels?.map(({ item }) => item);
  expect(items).toEqual(["c1", "c9"]);
});

test("one that the map does not take leaves the others", async () => {
  const { changes } = await after([say("Fine")], []);
  const live = await aloneMap(TREE);
  const [fine] = changes;
  if (fine === undefined) throw new Error("one change");
  const bad = { ...fine, edits: [say("x".repeat(100_000))] };
  const also = {
    ...fine,
    rec: { ...fine.rec, id: "s1" },
    edits: [{ edit: "set", id: "s1", field: "feel", value: "angry" } as const],
  };
  const { done, left } = applyAgain(live, [bad, { ...also, before: TREE[2] ?? null }]);
  expect(done.length).toBe(1);
  expect(left).toMatchObject([{ unfit: { why: "refused" } }]);
  expect(live.snapshot().records.get("s1")?.values.feel).toBe("angry");
});
