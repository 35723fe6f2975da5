import { expect, test } from "vitest";
import type { Arriving } from "../api/bytes";
import { ANN, begun } from "./for_tests/begun";
import { firstDoc } from "./first_doc";
import { sceneOf, serverOf, storageOf } from "./for_tests/stand_ins";

// The document of a map that this browser does not keep yet, from a server on a slow line.

const NOTHING = { updates: [], kept: new Map(), refused: new Map(), handed: new Map() };

/** Asks for a document that something arrives of every so many milliseconds, and which is whole after the last. */
async function asked(every: number, times: number) {
  const { server } = await begun();
  const whole = server.doc.updates();
  const browser = { database: undefined, storage: storageOf() };
  const { clock, around } = sceneOf(serverOf(server.doc, ANN), browser);
  let signal: AbortSignal | undefined;
  const give = (_: string, arriving: Arriving) =>
    new Promise<Uint8Array | null>((done) => {
      signal = arriving.signal;
      for (let time = 1; time <= times; time += 1)
        clock.after(time * every, () => {
          if (arriving.signal.aborted) return;
          arriving.arrives();
          if (time === times) done(whole);
        });
    });
  let first: Awaited<ReturnType<typeof firstDoc>> | null = null;
  void firstDoc("buying", NOTHING, { ...around, whole: give }, () => Promise.resolve(null)).then(
    (begins) => (first = begins),
  );
  await clock.pass(60_000);
  return { first: first as Awaited<ReturnType<typeof firstDoc>> | null, whole, signal };
}

test("a document is waited for as long as something of it arrives", async () => {
  const { first, whole, signal } = await asked(2_000, 10);
  expect(first?.given).toBe(whole);
  expect(first?.first.snapshot().records.has("g1")).toBe(true);
  expect(signal?.aborted).toBe(false);
});

test("where nothing of it arrives any more it is called off, and the line brings it", async () => {
  const { first, signal } = await asked(4_000, 2);
  expect(first?.given).toBeNull();
  expect(first?.first.snapshot().records.size).toBe(0);
  expect(signal?.aborted).toBe(true);
});
