import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import { expect, test, vi } from "vitest";
import { ANN, begun, BOB, nameOf, stage, write } from "./for_tests/begun";
import type { Edit } from "./edit";
import { applyAgain } from "./fitting";
import { storageOf } from "./for_tests/stand_ins";

// A browser whose cookie is lost: the server knows nobody, and whoever joins again finds what was never sent.

const speak = (id: string, by: string): Edit => ({
  edit: "add",
  id,
  kind: "comment",
  parent: "g1",
  rank: "V",
  fields: { text: "Is it so?", by, at: 1 },
});

test("a page that the server knows no more says so, sends nothing and keeps what is written", async () => {
  const { server, clock, open } = await begun();
  const live = await open();
  server.you = null;
  server.drop();
  await clock.pass(1_000);
  live.dispatch([write("Kept here")], "");
  await clock.pass(30_000);
  expect(live.standing()).toMatchObject({
    state: "refused",
    code: "nobody",
    unwelcome: true,
    waiting: 1,
  });
  expect(nameOf(server.doc)).toBe("Find");
  // The cookie was only away.
  server.you = ANN;
  await clock.pass(60_000);
  expect(nameOf(server.doc)).toBe("Kept here");
  expect(live.standing()).toEqual({ state: "kept" });
  live.close();
});

test("whoever joins again finds what was not sent, makes it again in their own name, and is not offered it twice", async () => {
  const { server, clock, open } = await begun();
  const ann = await open();
  server.reachable = false;
  server.drop();
  ann.dispatch([write("Find it"), stage("g2"), speak("c1", ANN.id)], "");
  await clock.pass(100);
  ann.close();
  server.reachable = true;

  const bob = await open(BOB);
  await clock.pass(2_000);
  expect(nameOf(bob)).toBe("Find");
  const [aside] = bob.asides();
  if (aside === undefined) throw new Error("what was left behind");
  expect(aside).toMatchObject({ code: "left-behind" });
  expect(aside.changes?.map(({ does, rec }) => `${does} ${rec.id}`).sort()).toEqual(
    ["added c1", "added g2", "changed g1"].sort(),
  );
  expect(applyAgain(bob, aside.changes ?? []).left).toEqual([]);
  await bob.discard(aside);
  await clock.pass(2_000);
  expect(nameOf(server.doc)).toBe("Find it");
  expect(server.doc.snapshot().records.get("c1")?.values.by).toBe(BOB.id);
  expect(bob.standing()).toEqual({ state: "kept" });
  bob.close();
  const again = await open(BOB);
  await clock.pass(2_000);
  expect(again.asides()).toEqual([]);
  again.close();
});

test("it is found of other maps too, and of a tab that still writes under the name before only what is new", async () => {
  const { server, clock, around, open } = await begun();
  const ann = await open();
  const { openLiveMap } = await import("./connect");
  server.you = BOB;
  server.drop();
  await clock.pass(60_000);
  expect(ann.standing()).toMatchObject({ state: "refused", code: "nobody" });
  ann.dispatch([write("One")], "");
  const other = await openLiveMap("selling", BOB, around);
  await clock.pass(2_000);
  expect(other.asides()).toEqual([]);
  expect(await other.asidesElsewhere()).toEqual(["buying"]);
  other.close();

  ann.dispatch([stage("g2")], "");
  const bob = await open(BOB);
  await clock.pass(2_000);
  const found = bob.asides().map(({ changes }) => changes?.map(({ rec }) => rec.id));
  expect(found.flat().sort()).toEqual(["g1", "g2"]);
  expect(nameOf(server.doc)).toBe("Find");
  bob.close();
  ann.close();
});

test("what the server refused under the name before is found as well", async () => {
  const { server, clock, open } = await begun();
  const ann = await open();
  server.refuses = (update) => ((server.doc.reach(update)?.to.size ?? 0) > 0 ? "not so" : null);
  ann.dispatch([stage("g2")], "");
  await clock.pass(2_000);
  expect(ann.asides().length).toBe(1);
  ann.close();
  const bob = await open(BOB);
  await clock.pass(2_000);
  expect(bob.asides().map(({ detail }) => detail)).toEqual(["not so"]);
  bob.close();
});

test("where nothing can be kept, nothing is taken away from under the name before", async () => {
  const storage = storageOf(3_000);
  const browser = { database: new IDBFactory(), storage };
  const { server, clock, open } = await begun(browser);
  const ann = await open();
  server.refuses = (update) => ((server.doc.reach(update)?.to.size ?? 0) > 0 ? "not so" : null);
  ann.dispatch([stage("g2")], "");
  await clock.pass(2_000);
  server.reachable = false;
  server.drop();
  ann.dispatch([write("Kept")], "");
  await clock.pass(2_000);
  ann.close();
  server.reachable = true;
  const full = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  storage.setItem("else", "x".repeat(2_900));
  const bob = await open(BOB);
  await clock.pass(2_000);
  bob.close();
  await clock.pass(2_000);
  full.mockRestore();
  storage.removeItem("else");
  const again = await open(BOB);
  await clock.pass(2_000);
  const found = again.asides().flatMap(({ changes }) => changes?.map(({ rec }) => rec.id));
  expect(found.sort()).toEqual(["g1", "g2"]);
  again.close();
});

test("a tab whose copy is of who one was is told that somebody else has joined", async () => {
  const { server, clock, open } = await begun();
  const ann = await open();
  server.says = { code: "not-yours", detail: "not yours", help: "" };
  server.drop();
  await clock.pass(60_000);
  expect(ann.standing()).toMatchObject({ state: "refused", code: "nobody" });
  ann.close();
});
