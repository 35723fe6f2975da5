import { expect, test, vi } from "vitest";
import { aloneMap, begin } from "./for_tests/alone";
import type { Edit, Rec } from "./edit";
import { Refusal } from "./refusal";
import { type MapDoc, openMapDoc } from "./map_doc";
import { spread } from "./rank";

function record(
  id: string,
  kind: string,
  parent: string,
  rank = "V",
  rest: Partial<Rec> = {},
): Rec {
  return { id, kind, parent, rank, gone: null, text: {}, values: {}, sets: {}, ...rest };
}

const TREE = [
  record("g1", "stage", "map"),
  record("s1", "step", "g1"),
  record("p1", "pain", "s1", "V", { text: { text: "Slow" } }),
];

async function docOf(records: readonly Rec[] = TREE): Promise<MapDoc> {
  const doc = await openMapDoc();
  begin(doc, records);
  return doc;
}

/** Two documents with the same beginning. */
async function pair(): Promise<[MapDoc, MapDoc]> {
  const a = await docOf();
  return [a, a.fresh([a.updates()])];
}

function meet(a: MapDoc, b: MapDoc): void {
  a.take(b.updates(a.version()));
  b.take(a.updates(b.version()));
}

const rec = (doc: MapDoc, id: string) => doc.snapshot().records.get(id);
const write = (text: string, id = "p1"): Edit => ({ edit: "write", id, field: "text", text });
const set = (field: string, value: string | number | null, id = "s1"): Edit => ({
  edit: "set",
  id,
  field,
  value,
});

test("a keystroke in a large map touches one record", async () => {
  const stages = spread(20).map((rank, at) => record(`g${at}`, "stage", "map", rank));
  const steps = spread(200).map((rank, at) => record(`s${at}`, "step", `g${at % 20}`, rank));
  const cards = spread(2000).map((rank, at) =>
    record(`c${at}`, "pain", `s${at % 200}`, rank, { text: { text: `Card ${at}` } }),
  );
  const whole = (await docOf([...stages, ...steps, ...cards])).whole();
  const doc = await openMapDoc([whole]);
  const before = doc.snapshot();
  expect(before.records.size).toBe(2221);
  expect(doc.snapshot()).toBe(before);
  doc.apply([write("Card 7!", "c7")], "");
  const after = doc.snapshot();
  const changed = [...after.records].filter(([id, each]) => before.records.get(id) !== each);
  expect(changed.map(([id]) => id)).toEqual(["c7"]);
  for (const { id } of steps)
    expect(after.children(id) === before.children(id), id).toBe(id !== "s7");
  expect(after.children("map")).toBe(before.children("map"));
  // What was shown before stays as it was.
  expect(before.records.get("c7")?.text.text).toBe("Card 7");
  expect(before.children("s7")[0]?.text.text).toBe("Card 7");

  // Where a record comes and goes, the others stay the same objects too.
  doc.apply([{ edit: "add", id: "n", kind: "need", parent: "s7", rank: "V", fields: {} }], "");
  doc.apply([{ edit: "remove", id: "g3" }], "");
  const last = doc.snapshot();
  const same = [...last.records].filter(([id, each]) => after.records.get(id) === each);
  expect(same.length).toBe(2221 - 1 - 10 - 100);
});

test("what does not change anything is nothing", async () => {
  const doc = await docOf();
  const before = doc.snapshot();
  const heard = vi.fn();
  doc.onChange(heard);
  doc.apply([write("Slow"), set("feel", null), { edit: "bring_back", id: "s1" }], "");
  expect(doc.snapshot()).toBe(before);
  expect(heard).not.toHaveBeenCalled();
  expect(doc.canUndo()).toBe(false);
});

test("a new record is never seen in the bin", async () => {
  const doc = await docOf();
  const seen: (string | null | undefined)[] = [];
  doc.onChange(() => seen.push(rec(doc, "n")?.gone));
  doc.apply([{ edit: "add", id: "n", kind: "need", parent: "s1", rank: "V", fields: {} }], "");
  expect(seen).toEqual([null]);
});

test("undo takes back one's own last change only", async () => {
  const [a, b] = await pair();
  a.apply([set("feel", "calm")], "");
  meet(a, b);
  b.apply([set("value", 1)], "");
  meet(a, b);
  expect(a.undo()).toBe(true);
  expect(rec(a, "s1")?.values).toEqual({ value: 1 });
  expect(a.canUndo()).toBe(false);
  expect(a.redo()).toBe(true);
  expect(rec(a, "s1")?.values).toEqual({ feel: "calm", value: 1 });
});

test("undo leaves a value that somebody else has given since", async () => {
  const [a, b] = await pair();
  a.apply([set("feel", "calm"), set("value", 1)], "");
  meet(a, b);
  b.apply([set("feel", "angry")], "");
  meet(a, b);
  a.undo();
  expect(rec(a, "s1")?.values).toEqual({ feel: "angry" });
  a.redo();
  expect(rec(a, "s1")?.values).toEqual({ feel: "angry", value: 1 });
  meet(a, b);
  expect(rec(b, "s1")?.values).toEqual({ feel: "angry", value: 1 });
});

test("what is typed into one text is undone as a whole, after a pause by itself, other changes one by one", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
  try {
    const doc = await docOf();
    let text = "Slow";
    for (const letter of " and dear") {
      text += letter;
      doc.apply([write(text)], "");
      vi.advanceTimersByTime(1000);
    }
    vi.advanceTimersByTime(5000);
    doc.apply([write(`${text}!`)], "");
    doc.apply([set("feel", "calm")], "");
    doc.apply([set("value", 1)], "");
    const states: unknown[] = [];
    while (doc.canUndo()) {
      doc.undo();
      states.push([rec(doc, "p1")?.text.text, rec(doc, "s1")?.values]);
    }
    expect(states).toEqual([
      ["Slow and dear!", { feel: "calm" }],
      ["Slow and dear!", {}],
      ["Slow and dear", {}],
      ["Slow", {}],
    ]);
    while (doc.canRedo()) doc.redo();
    expect(rec(doc, "p1")?.text.text).toBe("Slow and dear!");
    expect(rec(doc, "s1")?.values).toEqual({ feel: "calm", value: 1 });
  } finally {
    vi.useRealTimers();
  }
});

test("a deed is one step of undo although others wrote in between, and says what it was about", async () => {
  const [a, b] = [await docOf(), await openMapDoc()];
  meet(a, b);
  a.apply([set("feel", "calm")], "why-feeling");
  a.apply(
    [{ edit: "add", id: "n1", kind: "need", parent: "s1", rank: "V", fields: { text: "B" } }],
    "why-add",
    "typing",
  );
  for (const [i, text] of ["By", "Bye"].entries()) {
    b.apply([set("value", i)], "");
    meet(a, b);
    a.apply([{ edit: "write", id: "n1", field: "text", text }], "why-write", "typing");
  }
  expect(a.undoable()).toMatchObject({ why: "why-add", ids: ["n1"], group: "typing" });
  a.undo();
  expect(rec(a, "n1")?.gone).toBe("n1");
  expect(rec(a, "s1")?.values).toEqual({ feel: "calm", value: 1 });
  expect(a.undoable()).toMatchObject({ why: "why-feeling", ids: ["s1"] });
  expect(a.redoable()).toMatchObject({ why: "why-add" });
  a.redo();
  expect(rec(a, "n1")).toMatchObject({ gone: null, text: { text: "Bye" } });
  a.undo();
  expect(rec(a, "n1")?.gone).toBe("n1");
  a.undo();
  expect(rec(a, "s1")?.values).toEqual({ value: 1 });
  expect(a.undo()).toBe(false);
  expect(a.undoable()).toBeNull();
});

test("to undo that a record came puts it in the bin, with what others wrote in it", async () => {
  const [a, b] = await pair();
  const add: Edit[] = [
    { edit: "add", id: "s2", kind: "step", parent: "g1", rank: "k", fields: { name: "Pay" } },
    { edit: "add", id: "n2", kind: "need", parent: "s2", rank: "V", fields: { text: "Fast" } },
  ];
  a.apply(add, "");
  meet(a, b);
  b.apply([write("Fast and safe", "n2")], "");
  a.undo();
  expect(rec(a, "s2")?.gone).toBe("s2");
  expect(rec(a, "n2")?.gone).toBe("s2");
  meet(a, b);
  expect(
    b
      .snapshot()
      .children("g1")
      .map(({ id }) => id),
  ).toEqual(["s1"]);
  b.apply([{ edit: "bring_back", id: "s2" }], "");
  meet(a, b);
  expect(rec(a, "s2")).toMatchObject({ gone: null, text: { name: "Pay" } });
  expect(rec(a, "n2")).toMatchObject({ gone: null, text: { text: "Fast and safe" } });

  // And whoever put something in it meanwhile keeps both.
  const [c, d] = await pair();
  c.apply(add, "");
  meet(c, d);
  d.apply([{ edit: "add", id: "i", kind: "idea", parent: "s2", rank: "V", fields: {} }], "");
  c.undo();
  meet(c, d);
  expect(rec(c, "s2")?.gone).toBeNull();
  expect(rec(c, "n2")?.gone).toBe("s2");
  expect(c.redo()).toBe(true);
  expect(rec(c, "n2")?.gone).toBeNull();
});

test("two people who write in one card both keep their words", async () => {
  const [a, b] = await pair();
  a.apply([write("Very slow")], "");
  b.apply([write("Slow at noon")], "");
  meet(a, b);
  expect(rec(a, "p1")?.text.text).toBe("Very slow at noon");
  expect(rec(b, "p1")?.text.text).toBe("Very slow at noon");
});

test("who adds a card to a step while another removes the step keeps both", async () => {
  const [a, b] = await pair();
  a.apply([{ edit: "remove", id: "g1" }], "");
  b.apply([{ edit: "add", id: "n", kind: "need", parent: "s1", rank: "V", fields: {} }], "");
  meet(a, b);
  for (const doc of [a, b]) {
    expect(
      doc
        .snapshot()
        .children("map")
        .map(({ id }) => id),
    ).toEqual(["g1"]);
    expect(
      doc
        .snapshot()
        .children("s1")
        .map(({ id }) => id),
    ).toEqual(["n"]);
    expect(rec(doc, "p1")?.gone).toBe("g1");
  }
});

test("what nobody should have written does no harm", async () => {
  const doc = await docOf([
    ...TREE,
    record("a", "comment", "b"),
    record("b", "comment", "a"),
    record("lost", "step", "nowhere"),
    record("odd", "wish", "map"),
    record("wrong", "pain", "map"),
    record("no/id", "stage", "map"),
    record("two", "map", "map"),
    record("ok", "stage", "map", "", {
      values: { feel: "calm", name: "no prose" },
      text: { colour: "red" },
      sets: { name: [{ item: "x", rank: "V" }] },
    }),
    record("step", "step", "ok", "V", { values: { feel: "meh", value: 9, end: "yes" } }),
  ]);
  const { records } = doc.snapshot();
  expect([...records.keys()].sort()).toEqual(["g1", "map", "ok", "p1", "s1", "step"]);
  expect(records.get("ok")).toEqual(record("ok", "stage", "map", ""));
  expect(records.get("step")).toEqual(record("step", "step", "ok"));
  doc.apply([{ edit: "remove", id: "ok" }], "");
  expect(() => {
    doc.apply([write("x", "a")], "");
  }).toThrow(Refusal);
});

test("no more records than a map may have", async () => {
  const many = spread(19_996).map((rank, at) => record(`c${at}`, "stage", "map", rank));
  const doc = await docOf([...TREE, ...many]);
  expect(doc.snapshot().records.size).toBe(20_000);
  expect(() => {
    doc.apply([{ edit: "add", id: "n", kind: "need", parent: "s1", rank: "V", fields: {} }], "");
  }).toThrow(Refusal);
});

test("damaged updates are left out, and said to be damaged", async () => {
  const doc = await docOf();
  const again = await openMapDoc([new Uint8Array([1, 2, 3]), doc.whole()]);
  expect(again.snapshot().records.size).toBe(4);
  expect(() => again.take(new Uint8Array([1, 2, 3]))).toThrow();
  expect(again.reach(new Uint8Array([1, 2, 3]))).toBeNull();
  expect(again.readVersion(new Uint8Array([255, 255, 255]))).toBeNull();
});

test("a map alone", async () => {
  const live = await aloneMap(TREE);
  const heard = vi.fn();
  live.subscribe(heard);
  live.dispatch([write("Slower")], "history-write");
  expect(heard).toHaveBeenCalledTimes(1);
  expect(live.standing()).toEqual({ state: "kept" });
  expect(live.undo()).toBe(true);
  expect(live.undo()).toBe(false);
  expect(live.snapshot().records.get("p1")?.text.text).toBe("Slow");
  live.close();
});

test("a change says why it was made, also where it is undone", async () => {
  const doc = await docOf();
  const why = () => doc.whyOf(doc.peer, (doc.version().get(doc.peer) ?? 0) - 1);
  doc.apply([write("Slower")], "why-write");
  expect(why()).toBe("write");
  doc.apply(
    [{ edit: "add", id: "p2", kind: "pain", parent: "s1", rank: "k", fields: {} }],
    "paste",
  );
  expect(why()).toBe("paste");
  const pasted = doc.version().get(doc.peer) ?? 0;
  // Both halves of the adding say so.
  expect(doc.whyOf(doc.peer, pasted - 2)).toBe("paste");
  expect(doc.undo()).toBe(true);
  expect(why()).toBe("undo");
  expect(doc.redo()).toBe(true);
  expect(why()).toBe("redo");
  // What cannot be undone leaves its word to nobody.
  expect(doc.redo()).toBe(false);
  doc.apply([set("feel", "calm")], "");
  expect(why()).toBe("");
  doc.apply([write("Slowest")], "\u{1f600}".repeat(300));
  expect(Array.from(why()).length).toBe(200);
  doc.apply([write("Slow again")], "as we said\non Monday\u0007 ");
  expect(why()).toBe("as we said on Monday");
  // It travels with the change.
  const other = doc.fresh([doc.updates()]);
  expect(other.whyOf(doc.peer, pasted - 1)).toBe("paste");
  expect(other.whyOf("5", 0)).toBe("");
});
