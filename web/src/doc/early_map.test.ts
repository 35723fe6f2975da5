import { expect, test, vi } from "vitest";
import { IDBFactory } from "fake-indexeddb";
import { aloneMap } from "./for_tests/alone";
import { ANN, begun, nameOf, write } from "./for_tests/begun";
import { openLiveMap } from "./connect";
import { type Beginning, openEarly } from "./early_map";
import type { Rec } from "./edit";
import type { LiveMap } from "./live_map";
import { openMapDoc } from "./map_doc";
import { picturesIn, recordsIn } from "./pictures";
import { SCHEMA_VERSION } from "./schema";
import { rest, sceneOf, serverOf, storageOf } from "./for_tests/stand_ins";

// A map that is looked at before its document is here.

const REC: Rec = {
  id: "g1",
  kind: "stage",
  parent: "map",
  rank: "V",
  gone: null,
  text: {},
  values: {},
  sets: {},
};

/** A map that opens when it is told to, and what is kept of it. */
async function early(change: (live: LiveMap) => void = () => undefined) {
  const { open, around } = await begun();
  const known = await open();
  const records = [...known.snapshot().records.values()];
  change(known);
  let go: () => void = () => undefined;
  const told = new Promise<void>((done) => (go = done));
  const map = await openEarly({
    me: ANN,
    picture: Promise.resolve(records),
    painted: () => Promise.resolve(),
    open: async (beginning: Beginning) => {
      await told;
      return openLiveMap("buying", ANN, around, beginning);
    },
  });
  return { map, go };
}

test("it is seen as it was kept, and cannot be changed until its document is here", async () => {
  const { map, go } = await early();
  expect(nameOf(map)).toBe("Find");
  expect(map.changeable?.()).toBe(false);
  expect(() => {
    map.dispatch([write("Look")], "test");
  }).toThrow("still being opened");
  go();
  await map.opened;
  expect(map.changeable?.()).toBe(true);
  map.dispatch([write("Look")], "test");
  expect(nameOf(map)).toBe("Look");
  map.close();
});

test("the document goes on with the same records, and sets right what was changed since", async () => {
  const same = await early();
  const before = same.map.snapshot();
  same.go();
  await same.map.opened;
  expect(same.map.snapshot()).toBe(before);
  same.map.close();

  const other = await early((live) => {
    live.dispatch([write("Look")], "test");
  });
  const told: (string | undefined)[] = [];
  other.map.subscribe(() => told.push(nameOf(other.map)));
  expect(nameOf(other.map)).toBe("Find");
  other.go();
  await other.map.opened;
  expect(nameOf(other.map)).toBe("Look");
  expect(told).toContain("Look");
  other.map.close();
});

test("a map whose document cannot be opened says so, and a picture that comes late is not waited for", async () => {
  const failing = await openEarly({
    me: ANN,
    picture: aloneMap([]).then((live) => [...live.snapshot().records.values()]),
    painted: () => Promise.resolve(),
    open: () => new Promise((_, failed) => setTimeout(failed, 200, new Error("no code"))),
  });
  await expect(failing.opened).rejects.toThrow("no code");

  const live = await aloneMap([]);
  const opened = await openEarly({
    me: ANN,
    picture: new Promise(() => undefined),
    painted: () => Promise.resolve(),
    open: async (beginning) => {
      expect(await beginning()).toBeNull();
      return live;
    },
  });
  expect(opened).toBe(live);
});

test("a picture is kept for each map, for the latest ones only", async () => {
  let time = 0;
  const pictures = picturesIn(new IDBFactory(), () => (time += 1));
  const { snapshot } = await aloneMap([]);
  for (let map = 0; map < 14; map += 1) await pictures.keep(`map ${map}`, snapshot());
  expect(await pictures.read("map 0")).toBeNull();
  expect(await pictures.read("map 13")).toEqual([...snapshot().records.values()]);
  expect(await picturesIn(undefined, () => 0).read("map 13")).toBeNull();
});

test("a picture of another build of the page, or a damaged one, is none", async () => {
  const factory = new IDBFactory();
  const pictures = picturesIn(factory, () => 1);
  const { snapshot } = await aloneMap([]);
  const records = [...snapshot().records.values()];
  const put = async (row: object) => {
    await pictures.keep("map", snapshot());
    const asked = factory.open("wayline-pictures", 1);
    await new Promise((done) => (asked.onsuccess = done));
    const transaction = asked.result.transaction("pictures", "readwrite");
    transaction.objectStore("pictures").put({ map: "map", at: 1, ...row });
    await new Promise((done) => (transaction.oncomplete = done));
    asked.result.close();
    return pictures.read("map");
  };
  expect(await put({ schema: SCHEMA_VERSION, records })).toEqual(records);
  expect(await put({ records })).toBeNull();
  expect(await put({ schema: SCHEMA_VERSION - 1, records })).toBeNull();
  expect(await put({ schema: SCHEMA_VERSION, records: "none" })).toBeNull();
  expect(await put({ schema: SCHEMA_VERSION, records: [...records, null] })).toBeNull();
  for (const damage of [
    { text: null },
    { values: undefined },
    { sets: { a: [null] } },
    { rank: 3 },
  ])
    expect(
      await put({ schema: SCHEMA_VERSION, records: records.map((one) => ({ ...one, ...damage })) }),
    ).toBeNull();
});

test("what cannot be read as a picture is not waited for, and breaks nothing", async () => {
  const heard = vi.fn();
  process.on("unhandledRejection", heard);
  const live = await aloneMap([]);
  const open = async () => {
    await rest();
    return live;
  };
  const early = { me: ANN, painted: () => Promise.resolve(), open };
  const damaged = [{ id: "map", kind: "map" }] as unknown as Rec[];
  expect(await openEarly({ ...early, picture: Promise.resolve(damaged) })).toBe(live);
  expect(await openEarly({ ...early, picture: Promise.reject(new Error("no")) })).toBe(live);
  await rest();
  expect(heard).not.toHaveBeenCalled();
  process.off("unhandledRejection", heard);
});

test("a picture of a document that is empty now goes, and nothing of it is sent", async () => {
  const server = serverOf(await openMapDoc(), ANN);
  const scene = sceneOf(server, { database: new IDBFactory(), storage: storageOf() });
  const { snapshot } = await aloneMap([{ ...REC, text: { name: "Find" } }]);
  const map = await openEarly({
    me: ANN,
    picture: Promise.resolve([...snapshot().records.values()]),
    painted: () => Promise.resolve(),
    open: (beginning) =>
      Promise.resolve().then(() => openLiveMap("buying", ANN, scene.around, beginning)),
  });
  expect(nameOf(map)).toBe("Find");
  await map.opened;
  await scene.clock.pass(60_000);
  expect([...map.snapshot().records]).toEqual([]);
  expect(map.snapshot().children("map")).toEqual([]);
  expect(map.unsent()).toEqual([]);
  expect([...server.doc.version()]).toEqual([]);
  expect(server.doc.snapshot().records.size).toBe(0);
  map.close();
});

test("a refusal before the document is here has words of its own", async () => {
  const { map } = await early();
  let refused: unknown;
  try {
    map.dispatch([write("Look")], "test");
  } catch (error) {
    refused = error;
  }
  expect(refused).toMatchObject({ name: "Refusal", said: { code: "opening" } });
  map.close();
});

test("a map that was closed before its document came says nowhere where one is", async () => {
  const live = await aloneMap([]);
  const here = vi.fn();
  const close = vi.fn();
  let go: () => void = () => undefined;
  const told = new Promise<void>((done) => (go = done));
  const map = await openEarly({
    me: ANN,
    picture: Promise.resolve([...live.snapshot().records.values()]),
    painted: () => Promise.resolve(),
    open: () => told.then(() => ({ ...live, here, close })),
  });
  map.here({ record: "g1" });
  map.close();
  map.here({ record: "g2" });
  go();
  await map.opened;
  await rest();
  expect(close).toHaveBeenCalled();
  expect(here).not.toHaveBeenCalled();
});

test("what the server says is read as records, or not at all", () => {
  const { id, ...rest } = REC;
  expect(recordsIn({ records: { [id]: rest } })).toEqual([REC]);
  expect(recordsIn(null)).toBeNull();
  expect(recordsIn({ records: "none" })).toBeNull();
  expect(recordsIn({ records: { [id]: { kind: "stage" } } })).toBeNull();
  expect(recordsIn({ records: { [id]: null } })).toBeNull();
});
