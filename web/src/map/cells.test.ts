import { expect, test } from "vitest";
import type { Scene, SceneGroup, SceneItem } from "../api/shapes";
import { cellsOf, neighbour, type Direction } from "./cells";

function card(key: string, x: number, y: number): SceneItem {
  return {
    item: "group",
    role: "card",
    label: key,
    key,
    items: [
      { item: "rect", x, y, width: 100, height: 20, top_radius: 0, bottom_radius: 0 },
    ] as SceneItem[],
  };
}

function lane(label: string, items: SceneItem[]): SceneItem {
  return { item: "group", role: "section", label, items };
}

const scene = {
  width: 500,
  height: 300,
  names: 50,
  title: "",
  description: "",
  families: [],
  diagnostics: [],
  items: [
    lane("steps", [card("s1", 200, 0), card("s0", 50, 0)]),
    lane("voices", []),
    lane("pains", [card("s1.pain.0", 200, 100), card("s1.pain.1", 200, 130)]),
  ],
} satisfies Scene;

function check(from: string, to: Direction, expected: string) {
  const { cells } = cellsOf(scene);
  const start = cells.find((cell) => cell.key === from);
  if (start === undefined) throw new Error(from);
  expect(neighbour(cells, start, to).key, `${from} ${to}`).toBe(expected);
}

test("cells stand in reading order, whatever the order they are painted in", () => {
  expect(cellsOf(scene).cells.map((cell) => cell.key)).toEqual([
    "s0",
    "s1",
    "s1.pain.0",
    "s1.pain.1",
  ]);
  const group = scene.items[0] as SceneGroup;
  expect(cellsOf(scene).of.get(group.items[0] as SceneGroup)?.key).toBe("s1");
});

test("arrow keys go along a lane, through a stack of cards, and over empty lanes", () => {
  check("s0", "right", "s1");
  check("s1", "left", "s0");
  check("s0", "left", "s0");
  check("s1", "down", "s1.pain.0");
  check("s0", "down", "s1.pain.0");
  check("s1.pain.0", "down", "s1.pain.1");
  check("s1.pain.1", "down", "s1.pain.1");
  check("s1.pain.1", "up", "s1.pain.0");
  check("s1.pain.0", "up", "s1");
  check("s1", "first", "s0");
  check("s0", "last", "s1");
});
