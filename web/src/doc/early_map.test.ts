import { expect, test } from "vitest";
import { IDBFactory } from "fake-indexeddb";
import { aloneMap } from "./alone";
import { ANN, begun, nameOf, write } from "./begun";
import { openLiveMap } from "./connect";
import { type Beginning, openEarly } from "./early_map";
import type { LiveMap } from "./live_map";
import { picturesIn, recordsIn } from "./pictures";

// A map that is looked at before its document is here.

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

test("what the server says is read as records, or not at all", () => {
  const { id, ...rest } = { id: "g1", kind: "stage" };
  expect(recordsIn({ records: { [id]: rest } })).toEqual([{ id, ...rest }]);
  expect(recordsIn(null)).toBeNull();
  expect(recordsIn({ records: "none" })).toBeNull();
});
