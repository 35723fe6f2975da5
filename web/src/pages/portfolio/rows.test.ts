import { expect, test } from "vitest";
import { figure, madeMap } from "../made_map";
import { pressed, rowOf, sorted, type Column, type Row } from "./rows";

function row(name: string, goal: number | null, changed: string | null = null): Row {
  const map = madeMap(name);
  map.health.goal = figure(goal);
  return rowOf(
    { line: { id: name, name, kind: "current_state", stages: 0, steps: 0 }, map },
    changed,
  );
}

const broken = rowOf(
  {
    line: { id: "x", name: "x", kind: null, stages: 0, steps: 0, problem: "no name" },
    map: null,
  },
  null,
);
const rows = [row("beta", 0.2, "2026-01-02"), broken, row("Alpha", null), row("gamma", 0.9)];

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
  expect(broken).toMatchObject({ problem: "no name", journeys: null, backed: null, actions: null });
  expect(row("a", 0.5)).toMatchObject({ backed: 0.8, journeys: 1200, lowestStep: "Pays" });
});
