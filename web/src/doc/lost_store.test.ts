import { forceCloseDatabase, IDBDatabase as FDBDatabase, IDBFactory } from "fake-indexeddb";
import { afterEach, expect, test, vi } from "vitest";
import { begun, nameOf, stage, write } from "./for_tests/begun";
import { openStore } from "./store";
import { rest, storageOf } from "./for_tests/stand_ins";

// A browser that keeps nothing, no more, or not what it had.

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const MAP = "https://maps.example ann buying";

type Opened = InstanceType<typeof FDBDatabase>;

/** Databases as they are opened, to be taken away. */
function watched(): { factory: IDBFactory; opened: Opened[] } {
  const factory = new IDBFactory();
  const opened: Opened[] = [];
  const open = factory.open.bind(factory);
  factory.open = (...words) => {
    const asked = open(...words);
    asked.addEventListener("success", () => {
      opened.push(asked.result);
    });
    return asked;
  };
  return { factory, opened };
}

test("what was cleared beneath an open tab is kept anew, what was not sent first of all", async () => {
  const { factory, opened } = watched();
  const browser = { database: factory, storage: storageOf() };
  const { server, clock, open } = await begun(browser);
  const live = await open();
  server.reachable = false;
  server.drop();
  live.dispatch([write("Not sent yet"), stage("g2")], "");
  await clock.pass(1000);
  // Somebody clears all that the browser has of this page.
  browser.storage.clear();
  const [first] = opened;
  if (first === undefined) throw new Error("a database");
  const transaction = first.transaction(["maps", "updates", "aside"], "readwrite");
  for (const name of ["maps", "updates", "aside"]) transaction.objectStore(name).clear();
  await rest();
  forceCloseDatabase(first as never);
  await clock.pass(1000);
  expect(live.standing()).toEqual({ state: "offline", waiting: 1 });
  // The battery dies: nothing is closed. The next tab has it all.
  const next = await open();
  await clock.pass(1000);
  expect(nameOf(next)).toBe("Not sent yet");
  expect(nameOf(next, "g2")).toBe("g2");
  server.reachable = true;
  await clock.pass(60_000);
  expect(nameOf(server.doc)).toBe("Not sent yet");
  live.close();
  next.close();
});

test("what lay aside is laid aside anew", async () => {
  const { factory, opened } = watched();
  const browser = { database: factory, storage: storageOf() };
  const { server, clock, open } = await begun(browser);
  const live = await open();
  server.refuses = () => "no";
  live.dispatch([write("Bad")], "");
  await clock.pass(2000);
  const [first] = opened;
  if (first === undefined) throw new Error("a database");
  first.transaction(["aside"], "readwrite").objectStore("aside").clear();
  await rest();
  forceCloseDatabase(first as never);
  await clock.pass(2000);
  const store = await openStore(MAP, "x", browser);
  expect((await store.asides()).length).toBe(1);
  live.close();
});

test("a newer page may bring the store into a newer form, and the old one keeps its words in the journal", async () => {
  const { factory } = watched();
  const browser = { database: factory, storage: storageOf() };
  const store = await openStore(MAP, "a", browser);
  const newer = factory.open("wayline-live", 2);
  await new Promise<void>((done) => {
    newer.onsuccess = () => {
      done();
    };
  });
  await rest();
  expect(store.unsafe()).toBe("none");
  store.add(new Uint8Array([7]));
  await store.settled();
  expect(browser.storage.length).toBe(1);
  newer.result.close();
});

test("a full store is said, nothing is lost while the tab lives, and it is kept once there is room", async () => {
  const storage = storageOf(0);
  const { server, clock, open } = await begun({ database: new IDBFactory(), storage });
  const live = await open();
  server.reachable = false;
  server.drop();
  await clock.pass(100);
  const full = vi.spyOn(FDBDatabase.prototype, "transaction").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  live.dispatch([write("Much")], "");
  await clock.pass(100);
  expect(live.standing()).toEqual({ state: "offline", waiting: 1, unsafe: "full" });
  expect(nameOf(live)).toBe("Much");
  // It can be taken out by hand.
  expect(live.unsent().map(({ to }) => to)).toEqual(["Much"]);
  full.mockRestore();
  live.dispatch([write("Much more")], "");
  await clock.pass(100);
  expect(live.standing()).toEqual({ state: "offline", waiting: 2 });
  server.reachable = true;
  await clock.pass(60_000);
  expect(nameOf(server.doc)).toBe("Much more");
  live.close();
});

test("a browser whose database never answers works on without it", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const silent = { open: () => new EventTarget() } as unknown as IDBFactory;
  const opening = openStore(MAP, "a", { database: silent, storage: storageOf() });
  await vi.advanceTimersByTimeAsync(5000);
  const store = await opening;
  expect(store.unsafe()).toBe("none");
  store.add(new Uint8Array([7]));
  expect((await store.load()).updates).toEqual([new Uint8Array([7])]);
});

test.each([
  [
    "throws",
    {
      open: () => {
        throw new DOMException("no", "SecurityError");
      },
    },
  ],
  ["is not there", undefined],
])("a private window in which the database %s edits as before", async (_, database) => {
  const browser = { database: database as unknown as IDBFactory, storage: storageOf(0) };
  const { server, clock, open } = await begun(browser);
  const live = await open();
  live.dispatch([write("Private")], "");
  expect(live.standing()).toEqual({ state: "saving", waiting: 1, unsafe: "none" });
  await clock.pass(100);
  expect(nameOf(server.doc)).toBe("Private");
  expect(live.standing()).toEqual({ state: "kept", unsafe: "none" });
  live.close();
});

test("of two tabs the one that is killed mid-word loses nothing, and the other sends it", async () => {
  const { server, clock, open } = await begun();
  const [one, two] = [await open(), await open()];
  server.dead = true;
  one.dispatch([write("Half a wo")], "");
  await clock.pass(10);
  // It is killed: it closes nothing, and says nothing any more.
  server.dead = false;
  server.refuses = () => null;
  two.dispatch([stage("g2")], "");
  await clock.pass(3000);
  expect(nameOf(server.doc)).toBe("Half a wo");
  expect(nameOf(server.doc, "g2")).toBe("g2");
  expect(two.standing()).toEqual({ state: "kept" });
  one.close();
  two.close();
});
