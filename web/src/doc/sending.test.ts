import { expect, test } from "vitest";
import { begun, stage } from "./begun";
import { openCopy } from "./copy";
import { readUpdate } from "./frames";
import type { Line } from "./line";
import { openMapDoc } from "./map_doc";
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
