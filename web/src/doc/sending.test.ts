import { expect, test } from "vitest";
import { begun, stage } from "./for_tests/begun";
import { openCopy } from "./copy";
import { readUpdate } from "./frames";
import type { Line } from "./line";
import { type MapDoc, openMapDoc } from "./map_doc";
import { openSending } from "./sending";

test("what is too much for one update goes out in several, one after the other", async () => {
  const { server, clock, around } = await begun();
  const doc = await openMapDoc([server.doc.updates()]);
  const copy = openCopy(doc, { kept: new Map(), refused: new Map() }, () => undefined);
  const out: Uint8Array[] = [];
  const line: Line = {
    isOpen: () => true,
    send: (said) => {
      const update = typeof said === "string" ? null : readUpdate(said);
      if (update !== null) out.push(update.update);
    },
    again: () => undefined,
    close: () => undefined,
  };
  for (let i = 0; i < 40; i++) doc.apply([stage(`n${i}`)], "");
  const sending = openSending(copy, around.transport, () => line, 700);
  sending.begin(server.doc.version());
  expect(out.length).toBeGreaterThan(2);
  for (const update of out) {
    expect(update.length).toBeLessThanOrEqual(700);
    expect(server.doc.take(update)).toBe(true);
  }
  expect(server.doc.snapshot().records.size).toBe(doc.snapshot().records.size);
  let at = server.doc.version().get(doc.peer) ?? 0;
  for (let number = out.length; number > 0; number--) {
    const part = sending.answered(number);
    expect(part).toMatchObject({ peer: doc.peer, to: at });
    at = part?.from ?? -1;
  }
  expect(at).toBe(0);
  sending.close();
  await clock.pass(0);
});

/** What goes out of a document of somebody who was offline, where the server takes so many bytes at once. */
async function outOf(change: (doc: MapDoc) => void, most: number, known = true) {
  const { server, around } = await begun();
  const doc = await openMapDoc([server.doc.updates()]);
  const copy = openCopy(doc, { kept: new Map(), refused: new Map() }, () => undefined);
  if (known) doc.onLocal(copy.made);
  change(doc);
  const out: Uint8Array[] = [];
  const line: Line = {
    isOpen: () => true,
    send: (said) => {
      const update = typeof said === "string" ? null : readUpdate(said);
      if (update !== null) out.push(update.update);
    },
    again: () => undefined,
    close: () => undefined,
  };
  const sending = openSending(copy, around.transport, () => line, most);
  sending.begin(server.doc.version());
  sending.close();
  return { doc, out, server };
}

const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => stage(`n${from + at}`));

test("what was changed at once goes out whole, where it is not too much alone", async () => {
  const { doc, out, server } = await outOf((doc) => {
    for (let at = 0; at < 12; at++) doc.apply(many(at * 5, 5), "paste");
  }, 1500);
  expect(out.length).toBeGreaterThan(2);
  for (const update of out) {
    expect(server.doc.take(update)).toBe(true);
    // Five at a time came into the map, or none of them.
    expect(server.doc.snapshot().children("map").length % 5).toBe(1);
  }
  expect(server.doc.snapshot().records).toEqual(doc.snapshot().records);
});

test.each([true, false])("no half ends within the adding of a record", async (known) => {
  const { doc, out, server } = await outOf(
    (doc) => {
      doc.apply(many(0, 150), "paste");
    },
    400,
    known,
  );
  expect(out.length).toBeGreaterThan(10);
  for (const update of out) {
    expect(server.doc.take(update)).toBe(true);
    const { records } = server.doc.snapshot();
    expect([...records.values()].filter(({ id, rank }) => id !== "map" && rank === "")).toEqual([]);
    // What is begun and not placed would not be seen, and could not be added either.
    const trial = server.doc.fresh([server.doc.updates()]);
    trial.apply(
      many(0, 150).filter((edit) => edit.edit === "add" && !records.has(edit.id)),
      "",
    );
    trial.close();
  }
  expect(server.doc.snapshot().records).toEqual(doc.snapshot().records);
});
