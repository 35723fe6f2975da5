import type { Scene } from "../../api/shapes";
import { boxOf } from "../../map/cells";

// Which part of the picture is looked at, and how one looks from one part to another.

export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Lanes that tell the story from afar; those below are words, and words stand beside the picture. */
const TALL = ["stages", "steps", "ways", "flow", "waits", "emotion"];
const MARGIN = 14;
/** Of a map on which little is said, no less than this is shown, or its few words would grow out of all proportion. */
const LEAST_DEPTH = 420;

/** How far down the picture is shown. */
export function depthOf(scene: Scene): number {
  let bottom = 0;
  for (const item of scene.items) {
    if (item.item !== "group" || !TALL.includes(item.figure ?? "")) continue;
    const box = boxOf(item.items);
    if (box !== null) bottom = Math.max(bottom, box.bottom);
  }
  return Math.max(LEAST_DEPTH, bottom === 0 ? scene.height : bottom + MARGIN);
}

/** Left and right of a column; `null` where the picture has none of that number. */
export function columnOf(scene: Scene, column: number): { left: number; right: number } | null {
  const left = scene.columns?.[column];
  const right = scene.columns?.[column + 1];
  return left === undefined || right === undefined ? null : { left, right };
}

/** The whole story, without the names of the lanes. */
export function wholeFrame(scene: Scene): Frame {
  return { x: 0, y: 0, width: scene.width, height: depthOf(scene) };
}

/** So many columns are seen at once at most. */
const MOST_COLUMNS = 5;

/** A column in the middle, with what comes before and after it; of a low window only the upper lanes. */
export function stepFrame(scene: Scene, column: number, shape: number): Frame {
  const at = columnOf(scene, column);
  if (at === null) return wholeFrame(scene);
  const widest = Math.min(scene.width - scene.names, MOST_COLUMNS * (at.right - at.left));
  const width = Math.min(widest, depthOf(scene) * shape);
  const height = Math.min(depthOf(scene), width / shape);
  const middle = (at.left + at.right) / 2;
  const most = scene.width - width;
  return { x: Math.min(Math.max(middle - width / 2, scene.names), most), y: 0, width, height };
}

/** Between two frames: 0 is the first, 1 the second. */
export function between(from: Frame, to: Frame, part: number): Frame {
  const eased = part < 0.5 ? 4 * part ** 3 : 1 - (-2 * part + 2) ** 3 / 2;
  const mix = (a: number, b: number) => a + (b - a) * eased;
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    width: mix(from.width, to.width),
    height: mix(from.height, to.height),
  };
}
