import { IDBFactory } from "fake-indexeddb";
import { expect, test } from "vitest";
import { begun, nameOf, stage, write } from "./for_tests/begun";
import type { Change } from "./changes";
import { applyAgain } from "./fitting";
import type { LiveMap } from "./live_map";
import type { Server } from "./for_tests/stand_ins";
import { storageOf } from "./for_tests/stand_ins";

/** The server takes nothing that begins with `Bad`. */
function strict(server: Server): void {
  server.refuses = (update) => {
    const trial = server.doc.fresh([server.doc.updates()]);
    trial.take(update);
    const names = [...trial.snapshot().records.values()].map(({ text }) => text.name ?? "");
    trial.close();
    return names.some((name) => name.startsWith("Bad")) ? "not so" : null;
  };
}

const told = (changes: readonly Change[] | null | undefined) =>
  changes?.map(({ does, rec, field, from, to }) =>
    [does, rec.id, field?.field, from, to].filter((each) => each != null),
  );
const laidAside = (live: LiveMap) => live.asides().map(({ changes }) => told(changes));

test("what was not taken is told as a person reads it", async () => {
  const { server, clock, open } = await begun();
  const live = await open();
  strict(server);
  live.dispatch(
    [write("Bad"), stage("g2"), { edit: "write", id: "g2", field: "task", text: "Win" }],
    "",
  );
  await clock.pass(2000);
  expect(laidAside(live)).toEqual([
    [
      ["changed", "g1", "name", "Find", "Bad"],
      ["added", "g2"],
    ],
  ]);
  expect(live.asides()[0]).toMatchObject({ code: "wrong", detail: "not so", help: "help" });
  expect(live.standing()).toMatchObject({ state: "refused", aside: 2 });
  live.close();
});

test("others' changes are not told as one's own", async () => {
  const { server, clock, open } = await begun();
  const live = await open();
  const other = server.doc.fresh([server.doc.updates()]);
  other.apply([stage("g9")], "");
  server.take(other.updates(server.doc.version()));
  await clock.pass(10);
  strict(server);
  live.dispatch([write("Bad")], "");
  await clock.pass(2000);
  expect(laidAside(live)).toEqual([[["changed", "g1", "name", "Find", "Bad"]]]);
  live.close();
});

test("what lies aside survives a reload, is made again, and is gone for all tabs once it is discarded", async () => {
  const { server, clock, open } = await begun();
  const live = await open();
  strict(server);
  live.dispatch([write("Bad")], "");
  await clock.pass(100);
  live.close();
  await clock.pass(0);

  server.refuses = () => null;
  const [one, two] = [await open(), await open()];
  await clock.pass(1000);
  expect(laidAside(two)).toEqual([[["changed", "g1", "name", "Find", "Bad"]]]);
  expect(one.standing()).toEqual({ state: "kept", aside: 1 });
  const [aside] = one.asides();
  if (aside === undefined) throw new Error("it lies aside");
  const again = applyAgain(one, aside.changes ?? []);
  expect([again.done.length, again.left.length]).toEqual([1, 0]);
  await clock.pass(100);
  expect(nameOf(server.doc)).toBe("Bad");
  // It is so already.
  expect(applyAgain(one, aside.changes ?? []).left).toMatchObject([{ unfit: { why: "there" } }]);
  await one.discard(aside);
  await clock.pass(100);
  for (const each of [one, two]) {
    expect(each.asides()).toEqual([]);
    expect(each.standing()).toEqual({ state: "kept" });
    each.close();
  }
  await clock.pass(0);
  const last = await open();
  expect(last.asides()).toEqual([]);
  last.close();
});

test("what two tabs had of it lies aside once", async () => {
  const { server, clock, open } = await begun();
  const [one, two] = [await open(), await open()];
  strict(server);
  one.dispatch([write("Bad")], "");
  await clock.pass(10);
  expect(nameOf(two)).toBe("Bad");
  await clock.pass(5000);
  const three = await open();
  await clock.pass(10);
  for (const each of [one, two, three]) expect(each.standing()).toMatchObject({ aside: 1 });
  const [aside] = three.asides();
  if (aside === undefined) throw new Error("it lies aside");
  expect(aside.ids.length).toBe(2);
  await three.discard(aside);
  await clock.pass(10);
  for (const each of [one, two, three]) {
    expect(each.asides()).toEqual([]);
    each.close();
  }
});

test("of a map that the server began anew only what was not sent is told", async () => {
  const { server, browser, clock, open } = await begun();
  const live = await open();
  live.dispatch([stage("g2")], "");
  await clock.pass(100);
  server.reachable = false;
  server.drop();
  live.dispatch([stage("g3"), write("Find out")], "");
  live.close();
  await clock.pass(0);
  const anew = await begun(browser);
  const again = await anew.open();
  await anew.clock.pass(1000);
  expect(laidAside(again)).toEqual([
    [
      ["changed", "g1", "name", "Find", "Find out"],
      ["added", "g3"],
    ],
  ]);
  const { done } = applyAgain(again, again.asides()[0]?.changes ?? []);
  expect(done.length).toBe(2);
  await anew.clock.pass(100);
  expect(nameOf(anew.server.doc, "g3")).toBe("g3");
  again.close();
});

test("without a database it survives the tab too", async () => {
  const { server, clock, open } = await begun({
    database: undefined as unknown as IDBFactory,
    storage: storageOf(),
  });
  const live = await open();
  strict(server);
  live.dispatch([write("Bad")], "");
  await clock.pass(100);
  live.dispatch([write("Good")], "");
  await clock.pass(100);
  expect(live.standing()).toEqual({ state: "kept", unsafe: "none", aside: 1 });
  live.close();
  await clock.pass(0);
  const next = await open();
  await clock.pass(100);
  expect(laidAside(next)).toEqual([[["changed", "g1", "name", "Find", "Bad"]]]);
  const [aside] = next.asides();
  if (aside !== undefined) await next.discard(aside);
  expect(next.standing()).toEqual({ state: "kept", unsafe: "none" });
  next.close();
});

test("other maps of which something lies aside are named, and those of others are not", async () => {
  const { server, clock, open, around } = await begun();
  const live = await open();
  strict(server);
  live.dispatch([write("Bad")], "");
  await clock.pass(100);
  expect(await live.asidesElsewhere()).toEqual([]);
  const { openLiveMap } = await import("./connect");
  const other = await openLiveMap("selling", live.me, around);
  expect(await other.asidesElsewhere()).toEqual(["buying"]);
  const bob = await openLiveMap("selling", { ...live.me, id: "bob" }, around);
  expect(await bob.asidesElsewhere()).toEqual([]);
  for (const each of [live, other, bob]) each.close();
});

test("what was not sent is told", async () => {
  const { server, clock, open } = await begun();
  const live = await open();
  live.dispatch([stage("g2")], "");
  await clock.pass(100);
  expect(live.unsent()).toEqual([]);
  server.outdated = true;
  server.drop();
  await clock.pass(1000);
  live.dispatch([write("Kept here")], "");
  expect(told(live.unsent())).toEqual([["changed", "g1", "name", "Find", "Kept here"]]);
  expect(live.standing()).toMatchObject({ state: "outdated", waiting: 1 });
  live.close();
});
