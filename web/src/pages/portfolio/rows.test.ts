import { expect, test } from "vitest";
import { figure, madeLine, madeMap } from "../made_map";
import { EVERYTHING, isWanted, pressed, rowOf, sorted, type Column, type Narrowed } from "./rows";

function row(name: string, goal: number | null, more: Parameters<typeof madeLine>[2] = {}) {
  const { health } = madeMap(name);
  return rowOf(madeLine(name, name, { health: { ...health, goal: figure(goal) }, ...more }));
}

const changed = { at: "2026-01-02T00:00:00Z", by: null, why: "edit" };
const broken = rowOf(madeLine("x", "x", { kind: null, health: null, problem: "no name" }));
const rows = [row("beta", 0.2, { changed }), broken, row("Alpha", null), row("gamma", 0.9)];

function check(column: Column, down: boolean, expected: string[]) {
  expect(sorted(rows, { column, down }).map(({ name }) => name)).toEqual(expected);
}

test("rows are put in order by name or figure, and what is not known stays last", () => {
  check("name", false, ["Alpha", "beta", "gamma", "x"]);
  check("name", true, ["x", "gamma", "beta", "Alpha"]);
  check("goal", false, ["beta", "gamma", "Alpha", "x"]);
  check("goal", true, ["gamma", "beta", "Alpha", "x"]);
  check("changed", true, ["beta", "Alpha", "gamma", "x"]);
});

test("a second press on a head turns the order round", () => {
  const first = pressed({ column: "name", down: false }, "goal");
  expect(first).toEqual({ column: "goal", down: false });
  expect(pressed(first, "goal")).toEqual({ column: "goal", down: true });
  expect(pressed(first, "changed")).toEqual({ column: "changed", down: true });
});

test("a map that cannot be read is a row without figures", () => {
  expect(broken).toMatchObject({ journeys: null, backed: null, actions: null, proposals: null });
  expect(row("a", 0.5)).toMatchObject({ backed: 0.8, journeys: 1200, actions: 0 });
});

test("rows are narrowed by words, kind and what they ask for", () => {
  const all = [...rows, row("Delta", 0.1, { kind: "future_state", comments: 2, proposals: 1 })];
  const wanted = (part: Partial<Narrowed>) =>
    all.filter((one) => isWanted(one, { ...EVERYTHING, ...part })).map(({ name }) => name);
  expect(wanted({})).toHaveLength(5);
  expect(wanted({ words: " TA" })).toEqual(["beta", "Delta"]);
  expect(wanted({ kind: "future_state" })).toEqual(["Delta"]);
  expect(wanted({ needs: "comments" })).toEqual(["Delta"]);
  expect(wanted({ needs: "proposals", words: "beta" })).toEqual([]);
  expect(wanted({ needs: "unbacked" })).toEqual([]);
});
