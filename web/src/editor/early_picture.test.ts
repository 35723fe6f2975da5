// @vitest-environment jsdom
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepAnswer } from "../api/last_answers";
import { aloneMap } from "../doc/for_tests/alone";
import type { Rec } from "../doc/edit";
import type { LiveMap } from "../doc/live_map";
import { rest } from "../doc/for_tests/stand_ins";
import { askPictureEarly, keepPictures, keptName, pictureOf } from "./early_picture";

// Whose picture of a map is shown to whom, and when it is kept.

const ANN = { id: "ann", name: "Ann", colour: "#123456" };
const BOB = { id: "bob", name: "Bob", colour: "#654321" };

/** What the server says the map is called; `null` where it does not answer. */
let said: string | null;
let asked: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  vi.stubGlobal("indexedDB", new IDBFactory());
  localStorage.clear();
  said = null;
  asked = [];
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path);
    return said === null
      ? Promise.reject(new TypeError("away"))
      : Promise.resolve(Response.json({ records: { map: mapOf(said) } }));
  });
});

afterEach(() => {
  // Nothing that was asked early is left for the next.
  void pictureOf("none", "");
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const mapOf = (name: string): Rec => ({
  id: "map",
  kind: "map",
  parent: null,
  rank: "",
  gone: null,
  text: { name },
  values: {},
  sets: {},
});

const nameIn = (records: readonly Rec[] | null) =>
  records?.find(({ id }) => id === "map")?.text.name ?? null;
const seen = async (person: string, id = "m") => nameIn(await pictureOf(id, person));

function call(live: LiveMap, name: string): void {
  live.dispatch([{ edit: "write", id: "map", field: "name", text: name }], "test");
}

/** A map that somebody has open, and its picture was kept. */
async function open(me: typeof ANN, name: string, id = "m"): Promise<LiveMap> {
  const live = await aloneMap([mapOf(name)], me);
  keepPictures(id, live);
  await pass(600);
  return live;
}

async function pass(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms);
  for (let i = 0; i < 5; i += 1) await rest();
}

test("what one person saw is shown to them again, and to nobody else", async () => {
  await open(ANN, "Ann's");
  expect(await seen("ann")).toBe("Ann's");
  expect(await seen("bob")).toBeNull();
  expect(await seen("")).toBeNull();
  expect(await seen("ann", "other")).toBeNull();
  said = "The server's";
  expect(await seen("bob")).toBe("The server's");
  await open(BOB, "Bob's");
  expect(await seen("bob")).toBe("Bob's");
  expect(await seen("ann")).toBe("Ann's");
});

test("what was asked early for whoever was here last is not shown to somebody else", async () => {
  await open(ANN, "Ann's");
  keepAnswer("me", ANN);
  askPictureEarly("m");
  expect(await seen("ann")).toBe("Ann's");
  askPictureEarly("m");
  await pass(0);
  expect(await seen("bob")).toBeNull();
  // And what was asked for another map is no picture of this one.
  askPictureEarly("m");
  expect(await seen("ann", "other")).toBeNull();
});

test("what the server said early is taken by whoever joins soon, and asked anew by who takes longer", async () => {
  said = "Before";
  askPictureEarly("m");
  await pass(4_000);
  said = "After";
  expect(await seen("ann")).toBe("Before");
  expect(asked.filter((path) => path.endsWith("/now"))).toHaveLength(1);
  said = "Before";
  askPictureEarly("m");
  await pass(0);
  await pass(6_000);
  said = "After";
  expect(await seen("ann")).toBe("After");
});

test("an answer that is on its way is waited for, however long it takes", async () => {
  let answer: (response: Response) => void = () => undefined;
  const fetched = vi.fn((path: string) =>
    path.endsWith("/now")
      ? new Promise<Response>((done) => (answer = done))
      : Promise.resolve(new Response(null, { status: 404 })),
  );
  vi.stubGlobal("fetch", fetched);
  askPictureEarly("m");
  await pass(20_000);
  const picture = seen("ann");
  answer(Response.json({ records: { map: mapOf("Late") } }));
  expect(await picture).toBe("Late");
  expect(fetched.mock.calls.filter(([path]) => path.endsWith("/now"))).toHaveLength(1);
});

test("the document is asked for at once only where no picture of the map is kept", async () => {
  await open(ANN, "Ann's");
  keepAnswer("me", ANN);
  askPictureEarly("m");
  await seen("ann");
  expect(asked).toEqual([]);
  askPictureEarly("other");
  await pass(0);
  expect(asked).toContain("/api/v1/maps/other/document");
});

test("a picture is kept when the map stands still, and at the latest 30 s after a change while people write on", async () => {
  const live = await open(ANN, "0");
  call(live, "still");
  await pass(3_000);
  expect(await seen("ann")).toBe("0");
  await pass(2_000);
  expect(await seen("ann")).toBe("still");
  for (let second = 1; second <= 29; second += 1) {
    call(live, `${second}`);
    await pass(1_000);
  }
  expect(await seen("ann")).toBe("still");
  call(live, "30");
  await pass(1_000);
  call(live, "31");
  await pass(1_000);
  expect(await seen("ann")).toBe("30");
});

test("a picture is kept when the page is left or is out of sight", async () => {
  const live = await open(ANN, "0");
  call(live, "left");
  window.dispatchEvent(new Event("pagehide"));
  await pass(0);
  expect(await seen("ann")).toBe("left");
  call(live, "hidden");
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  document.dispatchEvent(new Event("visibilitychange"));
  await pass(0);
  expect(await seen("ann")).toBe("hidden");
});

test("what cannot be changed yet is no picture: it is one itself", async () => {
  const live = await aloneMap([mapOf("old")], ANN);
  keepPictures("m", { ...live, changeable: () => false });
  await pass(10_000);
  expect(await seen("ann")).toBeNull();
});

test("what a map was called is known without the server, to whoever saw it", async () => {
  const live = await aloneMap([mapOf("Shop")], ANN);
  keepPictures("m", live);
  await vi.advanceTimersByTimeAsync(500);
  await rest();
  expect(await keptName("m")).toBeNull();
  keepAnswer("me", ANN);
  expect(await keptName("m")).toBe("Shop");
  expect(await keptName("another")).toBeNull();
  keepAnswer("me", BOB);
  expect(await keptName("m")).toBeNull();
  expect(asked).toEqual([]);
  live.close();
});
