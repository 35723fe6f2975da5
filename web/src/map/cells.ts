// The clickable parts of a picture as a grid: lanes are rows, and arrow keys go to the nearest part.
import type { Scene, SceneGroup, SceneItem } from "../api/shapes";

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A part with a key. Several parts may share a key (a step's card and its place in the river). */
export interface Cell {
  /** Unique in the picture. */
  id: string;
  key: string;
  /** What it shows, in words. */
  label: string;
  /** Whether words stand in it. */
  speaks: boolean;
  lane: number;
  box: Box;
}

/** All cells, lane by lane, left to right and top to bottom; and each group's cell. */
export function cellsOf(scene: Scene): { cells: Cell[]; of: Map<SceneGroup, Cell> } {
  const of = new Map<SceneGroup, Cell>();
  const lanes = new Map<SceneGroup | null, number>();
  const walk = (items: readonly SceneItem[], lane: SceneGroup | null): void => {
    for (const item of items) {
      if (item.item !== "group") continue;
      const around = item.role === "section" ? item : lane;
      if (item.key != null && item.role !== "section") {
        if (!lanes.has(around)) lanes.set(around, lanes.size);
        const box = boxOf(item.items);
        if (box !== null)
          of.set(item, {
            id: `${item.key}~${item.figure ?? ""}~${of.size}`,
            key: item.key,
            label: item.label,
            speaks: hasText(item.items),
            lane: lanes.get(around) ?? 0,
            box,
          });
      } else walk(item.items, around);
    }
  };
  walk(scene.items, null);
  const cells = [...of.values()].sort(
    (a, b) => a.lane - b.lane || middle(a.box).x - middle(b.box).x || a.box.top - b.box.top,
  );
  return { cells, of };
}

export type Direction = "left" | "right" | "up" | "down" | "first" | "last";

/** Where an arrow key leads; the same cell where there is nothing in that direction. */
export function neighbour(cells: readonly Cell[], from: Cell, to: Direction): Cell {
  const here = middle(from.box);
  const row = cells.filter((cell) => cell.lane === from.lane);
  if (to === "first") return row[0] ?? from;
  if (to === "last") return row.at(-1) ?? from;
  if (to === "left" || to === "right") {
    const sign = to === "right" ? 1 : -1;
    const beside = row.filter((cell) => (middle(cell.box).x - here.x) * sign > 1);
    return nearest(
      beside,
      (cell) => {
        const at = middle(cell.box);
        return Math.abs(at.x - here.x) + Math.abs(at.y - here.y) / 1000;
      },
      from,
    );
  }
  const sign = to === "down" ? 1 : -1;
  const stacked = row.filter(
    (cell) =>
      overlaps(cell.box, from.box) && (middle(cell.box).y - here.y) * sign > 1 && cell !== from,
  );
  if (stacked.length > 0)
    return nearest(stacked, (cell) => Math.abs(middle(cell.box).y - here.y), from);
  const lanes = cells.map((cell) => cell.lane).filter((lane) => (lane - from.lane) * sign > 0);
  if (lanes.length === 0) return from;
  const next = to === "down" ? Math.min(...lanes) : Math.max(...lanes);
  const beyond = cells.filter((cell) => cell.lane === next);
  // Under a stage lies its first step; over a column of cards the lowest of them.
  const across = beyond
    .filter((cell) => overlaps(cell.box, from.box))
    .sort((a, b) => a.box.left - b.box.left || (a.box.top - b.box.top) * sign);
  return (
    across[0] ??
    nearest(
      beyond,
      (cell) => {
        const at = middle(cell.box);
        return Math.abs(at.x - here.x) + Math.abs(at.y - here.y) / 1000;
      },
      from,
    )
  );
}

function nearest(cells: readonly Cell[], far: (cell: Cell) => number, otherwise: Cell): Cell {
  return (
    cells.reduce<Cell | null>(
      (best, cell) => (best === null || far(cell) < far(best) ? cell : best),
      null,
    ) ?? otherwise
  );
}

function middle(box: Box): { x: number; y: number } {
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right;
}

function hasText(items: readonly SceneItem[]): boolean {
  return items.some(
    (item) => item.item === "text" || (item.item === "group" && hasText(item.items)),
  );
}

/** What items cover: cards and marks by their shapes and runs. */
export function boxOf(items: readonly SceneItem[]): Box | null {
  let box: Box | null = null;
  const add = (left: number, top: number, right: number, bottom: number) => {
    box =
      box === null
        ? { left, top, right, bottom }
        : {
            left: Math.min(box.left, left),
            top: Math.min(box.top, top),
            right: Math.max(box.right, right),
            bottom: Math.max(box.bottom, bottom),
          };
  };
  const see = (item: SceneItem): void => {
    switch (item.item) {
      case "group":
        item.items.forEach(see);
        break;
      case "rect":
        add(item.x, item.y, item.x + item.width, item.y + item.height);
        break;
      case "circle":
        add(item.x - item.radius, item.y - item.radius, item.x + item.radius, item.y + item.radius);
        break;
      case "text":
        add(item.x, item.y - item.size * 0.8, item.x + item.width, item.y + item.size * 0.25);
        break;
      case "path":
        for (const move of item.moves) {
          if (move === "close") continue;
          const [x, y] = "to" in move ? move.to : "line" in move ? move.line : move.curve.slice(-2);
          if (x !== undefined && y !== undefined) add(x, y, x, y);
        }
    }
  };
  items.forEach(see);
  return box;
}
