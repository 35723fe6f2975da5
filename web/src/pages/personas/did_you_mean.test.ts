// @vitest-environment jsdom
import { expect, test } from "vitest";
import cases from "../../../../spec/words/nearest.json";
import { exampleRule, meantBy, nearest, strangeOf, unhelped, type Known } from "./did_you_mean";

const { signal } = new AbortController();

const DATA: Record<string, [string | number, number][]> = {
  source: [["import", 90]],
  channel: [
    ["App", 60],
    ["web", 30],
  ],
  device: [
    ["android", 9],
    ["iphone", 8],
  ],
  "home town": [
    ["Łódź", 3],
    ['Say "hi"', 2],
  ],
};

const known: Known = {
  attributes: () =>
    Promise.resolve(
      Object.entries(DATA).map(([name, values]) => ({ name, distinct: values.length })),
    ),
  values: ({ name }) =>
    Promise.resolve((DATA[name] ?? []).map(([value, journeys]) => ({ value, journeys }))),
  activities: () => Promise.resolve(["Pays", "Opens the app"]),
};

test("the example is of the project's own attributes, and keeps somebody", async () => {
  expect(await exampleRule(known, signal)).toBe('channel = "App"');
  const none = { ...known, attributes: () => Promise.resolve([]) };
  expect(await exampleRule(none, signal)).toBeNull();
});

test("what the data write otherwise is offered as they have it, and put in its place", async () => {
  const meant = async (rule: string) =>
    (await meantBy(rule, known, signal)).map(({ said, meant, rule }) => [said, meant, rule]);
  expect(await meant('channel = "app" and count("pay") >= 2')).toEqual([
    ["pay", "Pays", 'channel = "app" and count("Pays") >= 2'],
    ["app", "App", 'channel = "App" and count("pay") >= 2'],
  ]);
  expect(await meant('(chanel != "web" or did("opens teh app"))')).toEqual([
    ["opens teh app", "Opens the app", '(chanel != "web" or did("Opens the app"))'],
    ["chanel", "channel", '(channel != "web" or did("opens teh app"))'],
  ]);
  expect(await meant('home_town = "lodz"')).toEqual([
    ["home_town", "home town", '`home town` = "lodz"'],
  ]);
  expect(await meant('`home town` = "say \\"hi"')).toEqual([
    ['say "hi', 'Say "hi"', '`home town` = "Say \\"hi\\""'],
  ]);
});

test("what is there, and what nothing is near, is left alone", async () => {
  for (const rule of ['channel = "App" and did("Pays")', 'channel = "fax"', "age > 18", ""])
    expect(await meantBy(rule, known, signal), rule).toEqual([]);
});

test("near is what the engine calls near", () => {
  for (const [word, names, meant] of cases.nearest)
    expect(nearest(word as string, names as string[]), String(word)).toBe(
      (names as string[]).includes(word as string) ? null : meant,
    );
});

test("of a list each word is looked at", async () => {
  const meant = async (rule: string) =>
    (await meantBy(rule, known, signal)).map(({ of, said, rule }) => [of, said, rule]);
  expect(await meant('device in ("iphnoe", "android") and channel != "ap"')).toEqual([
    ["device", "iphnoe", 'device in ("iphone", "android") and channel != "ap"'],
    ["channel", "ap", 'device in ("iphnoe", "android") and channel != "App"'],
  ]);
  expect(await meant('device not in ("iphone", "andrd")')).toEqual([
    ["device", "andrd", 'device not in ("iphone", "android")'],
  ]);
  expect(await meant('activity in ("Pays", "opens an app")')).toEqual([
    ["activity", "opens an app", 'activity in ("Pays", "Opens the app")'],
  ]);
});

test("a note of the engine is left out only where the page offers a word in its place", async () => {
  // As crates/engine/src/filter/bind.rs writes them.
  const strange = strangeOf([
    'no event has device = "iphnoe"; did you mean "iphone"?',
    'no event has town = "Lodz"; did you mean "Łódź"?',
    'no event has channel = "fax"; the data have values of channel "App", "web"',
    'no event has country = "Narnia"; the data have 12 values of country, among them "PL", "DE"',
    "no event has what is not read",
    "8 journeys are open",
  ]);
  expect(strange.map(({ read }) => read)).toEqual([
    { name: "device", said: "iphnoe", meant: "iphone", there: "" },
    { name: "town", said: "Lodz", meant: "Łódź", there: "" },
    { name: "channel", said: "fax", meant: null, there: '"App", "web"' },
    { name: "country", said: "Narnia", meant: null, there: '"PL", "DE", …' },
    null,
  ]);
  const meant = await meantBy('device in ("iphnoe", "iphone") or town = "Lodz"', known, signal);
  expect(unhelped(strange, meant)).toEqual(strange.slice(1));
});
