import { expect, test } from "vitest";
import { aloneMap } from "../doc/for_tests/alone";
import { layOut } from "./layout";
import { lanesOf } from "./lanes";
import { find, firstOf, neighbour, rowsOf, span, type Direction } from "./navigation";
import { sampleRecords } from "./for_tests/sample_records";
import { cellSpot, laneSpot } from "./spots";

const layout = layOut((await aloneMap(sampleRecords())).snapshot());
const lanes = lanesOf(layout, "standard");
const rows = rowsOf(layout, lanes);

function walk(from: string, ...directions: Direction[]): string {
  return directions.reduce((at, direction) => neighbour(rows, at, direction), from);
}

test("right and left go from step to step, and from the first to the lane's title", () => {
  expect(walk("step-Sees-the-ad", "right", "right")).toBe("step-Checks-prices");
  expect(walk("step-Sees-the-ad", "left")).toBe("step-Sees-the-ad");
  const voice = cellSpot("voice", "step-Sees-the-ad");
  expect(walk(voice, "left")).toBe(laneSpot("voice"));
  expect(walk(laneSpot("voice"), "right")).toBe(voice);
  expect(walk(laneSpot("voice"), "down")).toBe(laneSpot("think"));
});

test("a stage is one place, however many steps it has", () => {
  const [first, second, third] = layout.stages.map(({ stage }) => stage.id);
  expect(walk(second ?? "", "right")).toBe(third);
  expect(walk(second ?? "", "left")).toBe(first);
  expect(walk(second ?? "", "down")).toBe("step-Reads-reviews");
  expect(walk("step-Checks-prices", "up")).toBe(second);
});

test("down goes through the cards of a cell, then to the next lane; empty cells can be stood on", () => {
  const need = layout.cells.get("need step-Pays")?.[0]?.id ?? "";
  expect(walk(need, "down")).toBe("pain-3ds");
  expect(walk(cellSpot("pain", "step-Sees-the-ad"), "up")).toBe(
    layout.cells.get("need step-Sees-the-ad")?.[0]?.id,
  );
  expect(walk("pain-3ds", "left", "left", "left")).toBe(cellSpot("pain", "step-Reads-reviews"));
});

test("every place can be reached from the first one, and Home and End go to the ends", () => {
  const reached = new Set<string>();
  const queue = [firstOf(rows) ?? ""];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    for (const direction of ["left", "right", "up", "down"] as const)
      queue.push(neighbour(rows, at, direction));
  }
  const all = new Set(rows.flatMap(({ head, cells }) => [head ?? [], ...cells].flat()));
  // Arcs hang at the steps they leave; what lies beyond an empty place there is reached from below.
  for (const spot of all) expect(reached, spot).toContain(spot);
  expect(walk("step-Pays", "row_end")).toBe("step-Invites-a-friend");
  expect(walk("step-Pays", "row_start")).toBe("step-Sees-the-ad");
  expect(find(rows, walk("step-Pays", "grid_end"))?.row).toBe(rows.length - 1);
});

test("a span is the rectangle between two places", () => {
  expect(span(rows, "pain-price", "pain-3ds")).toEqual(["pain-price", "pain-fields", "pain-3ds"]);
  const down = span(rows, "pain-fields", "pain-3ds");
  expect(down).toEqual(span(rows, "pain-3ds", "pain-fields"));
});

test("what a filter hides cannot be stood on", () => {
  const without = rowsOf(layout, lanes, new Set(["pain-3ds"]));
  expect(find(without, "pain-3ds")).toBeNull();
  expect(find(without, cellSpot("pain", "step-Pays"))).not.toBeNull();
});
