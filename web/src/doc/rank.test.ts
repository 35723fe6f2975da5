import { expect, test } from "vitest";
import cases from "../../../spec/document/ranks.json";
import { between, compareRanked, compareText, isRank, place, spread } from "./rank";
import { seeded } from "./for_tests/seeded";

test("the cases that the server runs too", () => {
  for (const { a, b, id, rank } of cases.between) expect(between(a, b, id), `${a} ${b}`).toBe(rank);
  for (const { n, ranks } of cases.spread) expect(spread(n)).toEqual(ranks);
  for (const { siblings, index, id, moves } of cases.place)
    expect(place(siblings, index, id)).toEqual(moves);
});

test("a rank lies between its neighbours, wherever one puts it", () => {
  const random = seeded(7);
  const list: string[] = [];
  for (let i = 0; i < 3000; i++) {
    const at = random.below(list.length + 1);
    const [low, high] = [list[at - 1] ?? null, list[at] ?? null];
    const rank = between(low, high, random.pick(["000", "zzz", "a0b", "111", "Zz9", "-"]));
    expect(isRank(rank), rank).toBe(true);
    if (low !== null) expect(low < rank, `${low} < ${rank}`).toBe(true);
    if (high !== null) expect(rank < high, `${rank} < ${high}`).toBe(true);
    list.splice(at, 0, rank);
  }
});

test("a thousand records at one place have short ranks", () => {
  const longest = (
    put: (list: string[], rank: (a: string | null, b: string | null) => string) => void,
  ) => {
    const list = ["V"];
    let most = 0;
    for (let i = 0; i < 1000; i++)
      put(list, (a, b) => {
        const rank = between(a, b, `id${i}`);
        most = Math.max(most, rank.length);
        return rank;
      });
    expect([...list].sort()).toEqual(list);
    return most;
  };
  expect(longest((list, rank) => list.push(rank(list.at(-1) ?? null, null)))).toBeLessThanOrEqual(
    10,
  );
  expect(longest((list, rank) => list.unshift(rank(null, list[0] ?? null)))).toBeLessThanOrEqual(
    10,
  );
  expect(
    longest((list, rank) => list.splice(1, 0, rank(list[0] ?? null, list[1] ?? null))),
  ).toBeLessThanOrEqual(20);
});

test("two people who put something at the same place get different ranks", () => {
  expect(between("V", "W", "q1Xa8")).not.toBe(between("V", "W", "p0Lm2"));
});

test("evenly spread ranks are ranks in order", () => {
  for (const n of [0, 1, 2, 30, 61, 62, 100, 4000]) {
    const ranks = spread(n);
    expect(ranks.length).toBe(n);
    expect(ranks.every(isRank)).toBe(true);
    expect(new Set(ranks).size).toBe(n);
    expect([...ranks].sort()).toEqual(ranks);
  }
});

test("a place among equal ranks is made by moving those behind it", () => {
  const siblings = ["a", "b", "c", "d"].map((id) => ({ id, rank: id === "d" ? "k" : "V" }));
  const moves = place(siblings, 2, "new");
  expect(moves.map((move) => move.id)).toEqual(["new", "c"]);
  const after = [...siblings.filter(({ id }) => id !== "c"), ...moves].sort(compareRanked);
  expect(after.map(({ id }) => id)).toEqual(["a", "b", "new", "c", "d"]);
  expect(place(siblings, 9, "a").map((move) => move.id)).toEqual(["a"]);
  const broken = [
    { id: "a", rank: "" },
    { id: "b", rank: "x" },
  ];
  expect(place(broken, 1, "n").map((move) => move.id)).toEqual(["a", "n", "b"]);
});

test("texts compare as their bytes do", () => {
  expect(compareText("\u{1f600}", "\uff5e")).toBeGreaterThan(0);
  expect(compareText("a", "ab")).toBeLessThan(0);
  expect(compareText("Z", "a")).toBeLessThan(0);
  expect(compareText("é", "é")).toBe(0);
});
