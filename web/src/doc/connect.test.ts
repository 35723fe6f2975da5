import { expect, test, vi } from "vitest";
import { ANN, begun, BOB, nameOf, stage, write } from "./for_tests/begun";
import { openMapDoc } from "./map_doc";
import { openStore } from "./store";

test("a map is opened, changed and kept", async () => {
  const { server, clock, open } = await begun();
  const live = await open();
  expect(nameOf(live)).toBe("Find");
  expect(live.standing()).toEqual({ state: "kept" });
  live.dispatch([write("Find it")], "history-write");
  live.dispatch([write("Find it!")], "history-write");
  expect(live.standing()).toEqual({ state: "saving", waiting: 2 });
  expect(nameOf(server.doc)).toBe("Find");
  await clock.pass(50);
  expect(nameOf(server.doc)).toBe("Find it!");
  expect(server.heard.slice(1)).toEqual(["update 1"]);
  expect(live.standing()).toEqual({ state: "kept" });
  live.close();
});

test("others' changes arrive, also twice", async () => {
  const { server, clock, open } = await begun();
  server.stutters = true;
  const live = await open();
  const other = server.doc.fresh([server.doc.updates()]);
  other.apply([stage("g2")], "");
  server.take(other.updates(server.doc.version()));
  await clock.pass(0);
  expect(nameOf(live, "g2")).toBe("g2");
  live.dispatch([write("Look")], "");
  await clock.pass(100);
  expect(live.standing()).toEqual({ state: "kept" });
  expect(nameOf(server.doc)).toBe("Look");
  live.close();
});

test("without a line it goes on, and catches up once there is one", async () => {
  const { server, clock, open, wake } = await begun();
  const live = await open();
  server.reachable = false;
  server.drop();
  live.dispatch([write("Offline")], "");
  await clock.pass(100);
  expect(live.standing()).toEqual({ state: "offline", waiting: 1 });
  await clock.pass(60_000);
  expect(server.lines()).toBe(0);
  server.reachable = true;
  const other = server.doc.fresh([server.doc.updates()]);
  other.apply([stage("g2")], "");
  server.doc.take(other.updates());
  wake();
  await clock.pass(10);
  expect(live.standing()).toEqual({ state: "kept" });
  expect(nameOf(server.doc)).toBe("Offline");
  expect(nameOf(live, "g2")).toBe("g2");
  live.close();
});

test("it opens from the browser's store, and sends what was not sent", async () => {
  const { server, clock, open } = await begun();
  const first = await open();
  server.reachable = false;
  server.drop();
  first.dispatch([write("Later")], "");
  first.close();
  await clock.pass(0);
  const live = await open();
  await clock.pass(100);
  expect(nameOf(live)).toBe("Later");
  expect(live.standing()).toEqual({ state: "offline", waiting: 1 });
  server.reachable = true;
  await clock.pass(60_000);
  expect(nameOf(server.doc)).toBe("Later");
  expect(live.standing()).toEqual({ state: "kept" });
  // What one person wrote is not there for another.
  server.reachable = false;
  server.drop();
  const bob = await open(BOB);
  await clock.pass(0);
  expect(bob.snapshot().records.size).toBe(0);
  live.close();
  bob.close();
});

test("where only the answer was lost nothing is made twice", async () => {
  const { server, clock, open } = await begun();
  const live = await open();
  server.forgetful = true;
  live.dispatch([write("Find now")], "");
  await clock.pass(100);
  expect(live.standing()).toEqual({ state: "saving", waiting: 1 });
  server.drop();
  await clock.pass(2000);
  expect(live.standing()).toEqual({ state: "kept" });
  expect(nameOf(server.doc)).toBe("Find now");
  expect(server.heard.filter((said) => said.startsWith("update"))).toEqual(["update 1"]);
  live.close();
});

test("a line that only looks open is noticed within 9 seconds, and within 6 where something was written", async () => {
  const { server, clock, open } = await begun();
  const live = await open();
  await clock.pass(60_000);
  expect(live.standing()).toEqual({ state: "kept" });
  expect(server.heard.filter((said) => said.startsWith("{")).length).toBe(1);
  server.dead = true;
  await clock.pass(9_000);
  expect(live.standing().state).toBe("offline");
  server.dead = false;
  await clock.pass(30_000);
  expect(live.standing()).toEqual({ state: "kept" });
  server.dead = true;
  live.dispatch([write("Kept here")], "");
  expect(live.standing().state).toBe("saving");
  await clock.pass(6_000);
  expect(live.standing()).toEqual({ state: "offline", waiting: 1 });
  live.close();
});

test("what the server refuses lies aside, and the rest goes on", async () => {
  const { server, clock, browser, open } = await begun();
  // What an earlier tab wrote and could not send is taken.
  const earlier = await open();
  server.reachable = false;
  server.drop();
  earlier.dispatch([stage("g2")], "");
  earlier.close();
  await clock.pass(0);
  const live = await open();
  live.dispatch([write("Bad")], "");
  live.dispatch([write("Bad and worse")], "");
  await clock.pass(100);
  const bad = server.doc.fresh([server.doc.updates()]).peer;
  server.refuses = (update) => {
    const to = server.doc.reach(update)?.to ?? new Map<string, number>();
    const trial = server.doc.fresh([server.doc.updates()]);
    trial.take(update);
    const name = trial.snapshot().records.get("g1")?.text.name ?? "";
    trial.close();
    return name.startsWith("Bad") && !to.has(bad) ? "not so" : null;
  };
  server.reachable = true;
  await clock.pass(60_000);
  expect(live.standing()).toEqual({
    state: "refused",
    code: "wrong",
    detail: "not so",
    help: "help",
    waiting: 0,
    aside: 1,
  });
  expect(nameOf(live)).toBe("Find");
  expect(nameOf(live, "g2")).toBe("g2");
  expect(nameOf(server.doc, "g2")).toBe("g2");
  live.dispatch([write("Good")], "");
  await clock.pass(100);
  expect(live.standing()).toEqual({ state: "kept", aside: 1 });
  expect(nameOf(server.doc)).toBe("Good");
  live.close();
  await clock.pass(0);

  const name = "https://maps.example ann buying";
  const store = await openStore(name, "x", browser);
  const asides = await store.asides();
  expect(asides.length).toBe(1);
  expect(asides[0]).toMatchObject({ code: "wrong", detail: "not so" });
  // It is complete: on the state it was made from it gives what was written.
  const restored = server.doc.fresh([server.doc.updates(), asides[0]?.update ?? new Uint8Array()]);
  expect(restored.snapshot().records.get("g1")?.text.name).toContain("worse");
  // And it does not come back.
  server.refuses = () => null;
  const again = await open();
  await clock.pass(60_000);
  expect(nameOf(again)).toBe("Good");
  expect(nameOf(server.doc)).toBe("Good");
  again.close();
});

test("a map that the server began anew is not joined with what this browser knew of it", async () => {
  const { browser, clock, open } = await begun();
  const live = await open();
  live.dispatch([stage("g2")], "");
  await clock.pass(100);
  live.close();
  await clock.pass(0);

  const anew = await begun(browser);
  const again = await anew.open();
  await anew.clock.pass(60_000);
  expect(
    again
      .snapshot()
      .children("map")
      .map(({ id }) => id),
  ).toEqual(["g1"]);
  expect(nameOf(anew.server.doc, "g2")).toBe(undefined);
  expect(again.standing().state).toBe("refused");
  again.dispatch([write("Goes on")], "");
  await anew.clock.pass(100);
  expect(nameOf(anew.server.doc)).toBe("Goes on");
  // What the server had of the other map is no change of this one.
  expect(again.standing()).toEqual({ state: "kept", aside: 1 });
  again.close();
  const store = await openStore("https://maps.example ann buying", "x", browser);
  expect(await store.asides()).toMatchObject([{ code: "other-map" }]);
});

test("an old page stops, and keeps everything", async () => {
  const { server, clock, open } = await begun();
  const live = await open();
  server.outdated = true;
  server.drop();
  await clock.pass(1000);
  expect(live.standing()).toEqual({
    state: "outdated",
    detail: "old",
    help: "reload",
    waiting: 0,
  });
  live.dispatch([write("Kept here")], "");
  await clock.pass(120_000);
  expect(live.standing().state).toBe("outdated");
  expect(server.heard.filter((said) => said.startsWith("{")).length).toBe(2);
  live.close();
  await clock.pass(0);
  server.outdated = false;
  const next = await open();
  await clock.pass(1000);
  expect(nameOf(server.doc)).toBe("Kept here");
  next.close();
});

test("who else is there", async () => {
  const { server, clock, open } = await begun();
  const live = await open();
  const heard = vi.fn();
  live.subscribe(heard);
  server.say({ say: "here", connection: 4, person: BOB, at: { record: "g1" } });
  server.say({ say: "here", connection: 5, person: ANN, at: { record: "g1" } });
  await clock.pass(0);
  expect(live.people()).toEqual([{ connection: 4, person: BOB, at: { record: "g1" } }]);
  expect(live.people()).toBe(live.people());
  expect(heard).toHaveBeenCalled();
  for (let x = 0; x < 100; x++) {
    live.here({ record: "g1" });
    live.point({ over: "cell pain s1", x, y: 0 });
    await clock.pass(10);
  }
  await clock.pass(50);
  const said = server.heard.filter((each) => each.includes('"here"'));
  expect(said.length).toBeLessThanOrEqual(22);
  expect(said.at(-1)).toContain('"x":99');
  live.point(null);
  await clock.pass(50);
  expect(server.heard.at(-1)).not.toContain('"x"');
  const people = live.people();
  heard.mockClear();
  const moved = vi.fn();
  live.onPointers(moved);
  const over = { over: "cell pain s1", x: 0.5, y: 0.25 };
  server.say({ say: "here", connection: 4, person: BOB, at: { record: "g1", ...over } });
  await clock.pass(0);
  expect(live.pointers()).toEqual([{ connection: 4, person: BOB, ...over }]);
  expect(moved).toHaveBeenCalledTimes(1);
  // A pointer that moves draws nothing of the map anew.
  expect(heard).not.toHaveBeenCalled();
  expect(live.people()).toBe(people);
  server.say({ say: "left", connection: 4 });
  await clock.pass(0);
  expect(live.people()).toEqual([]);
  expect(live.pointers()).toEqual([]);
  const figures = vi.fn();
  live.onFigures(figures);
  server.say({ say: "figures" });
  await clock.pass(0);
  expect(figures).toHaveBeenCalledTimes(1);
  live.close();
});

test("undo while others change things, over the wire", async () => {
  const { server, clock, open } = await begun();
  const live = await open();
  live.dispatch([stage("g2")], "");
  await clock.pass(100);
  const other = server.doc.fresh([server.doc.updates()]);
  other.apply([write("Theirs")], "");
  server.take(other.updates(server.doc.version()));
  await clock.pass(0);
  expect(live.undo()).toBe(true);
  await clock.pass(100);
  expect(server.doc.snapshot().records.get("g2")?.gone).toBe("g2");
  expect(nameOf(live)).toBe("Theirs");
  expect(live.canUndo()).toBe(false);
  live.close();
});

test("much that was changed is put together in the store", async () => {
  const { clock, browser, open } = await begun();
  const live = await open();
  for (let i = 0; i < 700; i++) {
    live.dispatch([write(`Find ${i}`)], "");
    await clock.pass(10);
  }
  live.close();
  await clock.pass(0);
  const store = await openStore("https://maps.example ann buying", "x", browser);
  const { updates } = await store.load();
  expect(updates.length).toBeLessThan(400);
  const doc = await openMapDoc(updates);
  expect(nameOf(doc)).toBe("Find 699");
});
