import { IDBDatabase as FDBDatabase, IDBFactory } from "fake-indexeddb";
import { expect, test, vi } from "vitest";
import { openStore } from "./store";
import { type Browser } from "./this_browser";
import { storageOf } from "./for_tests/stand_ins";

function browserOf(): Browser & { storage: Storage } {
  return { database: new IDBFactory(), storage: storageOf() };
}

const bytes = (...values: number[]) => new Uint8Array(values);
const MAP = "https://maps.example ann buying";
const aside = (update: Uint8Array, id = "x") => ({
  id,
  update,
  code: "wrong-value",
  detail: "d",
  help: "h",
  at: 5,
});

test("what was added is there the next time, and the journal is empty", async () => {
  const browser = browserOf();
  const store = await openStore(MAP, "a", browser);
  expect(await store.load()).toEqual({
    updates: [],
    kept: new Map(),
    refused: new Map(),
    handed: new Map(),
  });
  store.add(bytes(1));
  store.addTheirs(bytes(2));
  expect(browser.storage.length).toBe(1);
  store.add(bytes(3));
  store.setKept(new Map([["7", 4]]), false);
  store.setRefused(new Map([["8", 1]]));
  await store.settled();
  expect(browser.storage.length).toBe(0);
  expect(store.unsafe()).toBeNull();
  store.close();

  const next = await openStore(MAP, "b", browser);
  const { updates, kept, refused } = await next.load();
  expect(updates).toEqual([bytes(1), bytes(2), bytes(3)]);
  expect(kept).toEqual(new Map([["7", 4]]));
  expect(refused).toEqual(new Map([["8", 1]]));
  // Another map, or another person, has none of it.
  expect(
    (await (await openStore("https://maps.example bob buying", "c", browser)).load()).updates,
  ).toEqual([]);
});

test("the words of a tab that died are taken up by the next", async () => {
  const browser = browserOf();
  const dying = await openStore(MAP, "a", browser);
  await dying.load();
  dying.add(bytes(1));
  // It dies here: all that is left is what stands in the journal now.
  const left = storageOf();
  for (let at = 0; at < browser.storage.length; at++) {
    const key = browser.storage.key(at) ?? "";
    left.setItem(key, browser.storage.getItem(key) ?? "");
  }
  const after = { database: new IDBFactory(), storage: left };
  left.setItem(`wayline-journal ${MAP} a 2`, "damaged?");
  const next = await openStore(MAP, "b", after);
  expect((await next.load()).updates).toEqual([bytes(1)]);
  await next.settled();
  expect(left.length).toBe(0);
  const last = await openStore(MAP, "c", after);
  expect((await last.load()).updates).toEqual([bytes(1)]);
});

test("putting together loses nothing that another tab adds", async () => {
  const browser = browserOf();
  const [a, b] = [await openStore(MAP, "a", browser), await openStore(MAP, "b", browser)];
  for (let i = 0; i < 5; i++) {
    a.add(bytes(i));
    b.add(bytes(10 + i));
  }
  await a.settled();
  const whole = a.compact((updates) => ({
    whole: bytes(...updates.flatMap((update) => [...update])),
    damaged: new Set(),
  }));
  b.add(bytes(99));
  await Promise.all([whole, b.settled()]);
  expect(a.loose()).toBe(0);
  const { updates } = await (await openStore(MAP, "c", browser)).load();
  const all = updates.flatMap((update) => [...update]).sort((x, y) => x - y);
  expect(all).toEqual([0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 99]);
});

test("where it cannot be put together everything stays", async () => {
  const store = await openStore(MAP, "a", browserOf());
  store.add(bytes(1));
  await store.settled();
  await store.compact(() => {
    throw new Error("no");
  });
  expect((await store.load()).updates).toEqual([bytes(1)]);
});

test("what cannot be read stays when the rest is put together", async () => {
  const store = await openStore(MAP, "a", browserOf());
  for (const value of [1, 2, 3]) store.add(bytes(value));
  await store.settled();
  await store.compact((updates) => ({
    whole: bytes(1, 3),
    damaged: new Set(updates.filter(([value]) => value === 2)),
  }));
  expect((await store.load()).updates).toEqual([bytes(1, 3), bytes(2)]);
  expect(store.loose()).toBe(1);
});

test("what could not be laid aside is, with what is put together", async () => {
  const browser = browserOf();
  const store = await openStore(MAP, "a", browser);
  store.add(bytes(5));
  await store.settled();
  const full = vi.spyOn(FDBDatabase.prototype, "transaction").mockImplementationOnce(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  store.setAside(aside(bytes(5)));
  await store.compact(() => ({ whole: bytes(0), damaged: new Set() }));
  full.mockRestore();
  const other = await openStore(MAP, "b", browser);
  expect(await other.asides()).toMatchObject([{ update: bytes(5) }]);
  expect((await other.load()).updates).toEqual([bytes(0)]);
});

test("what was refused lies aside, with the reason", async () => {
  const store = await openStore(MAP, "a", browserOf());
  store.setAside(aside(bytes(5)));
  await store.settled();
  expect(await store.asides()).toMatchObject([
    { update: bytes(5), code: "wrong-value", detail: "d" },
  ]);
});

test("without a database it works on and says that it is not safe", async () => {
  const storage = storageOf();
  const store = await openStore(MAP, "a", { database: undefined, storage });
  expect(store.unsafe()).toBe("none");
  store.add(bytes(1));
  await store.settled();
  // A reload finds it in the journal at least, until the server has it.
  const next = await openStore(MAP, "b", { database: undefined, storage });
  expect((await next.load()).updates).toEqual([bytes(1)]);
  store.setKept(new Map(), true);
  expect(storage.length).toBe(0);

  const nothing = await openStore(MAP, "a", { database: undefined, storage: undefined });
  nothing.add(bytes(1));
  expect(await nothing.load()).toEqual({
    updates: [],
    kept: new Map(),
    refused: new Map(),
    handed: new Map(),
  });
});

test("what the database does not take waits in the journal, and is not safe where that is full too", async () => {
  const storage = storageOf(12);
  const store = await openStore(MAP, "a", { database: new IDBFactory(), storage });
  const changes: (string | null)[] = [];
  store.onSafe(() => changes.push(store.unsafe()));
  const full = vi.spyOn(FDBDatabase.prototype, "transaction").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  store.add(bytes(1, 2, 3));
  await store.settled();
  expect(store.unsafe()).toBeNull();
  store.add(bytes(1, 2, 3, 4, 5, 6, 7, 8, 9));
  await store.settled();
  expect(store.unsafe()).toBe("full");
  full.mockRestore();
  store.add(bytes(4));
  await store.settled();
  expect(changes).toEqual(["full", null]);
  expect((await store.load()).updates.length).toBe(3);
  expect(storage.length).toBe(0);
});
