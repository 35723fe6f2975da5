import { find } from "./navigation";
import type { Desk } from "./desk";
import { placeOf } from "./spots";

// Which columns of a wide map are drawn: those that are in sight, some beside them, and the one that holds the focus wherever it is.

/** A map with fewer columns is drawn whole: that is fast enough, and everything is there to be found. */
export const MANY = 40;
/** Columns that are ready on either side, for the next moments of scrolling. */
const READY = 3;
/** Columns come and go by so many: each change costs a layout of the whole grid, whatever it brings. */
const TOGETHER = 2;

export interface View {
  /** How far the map is scrolled. */
  left: number;
  /** How wide the window onto it is. */
  room: number;
}

/** Where columns lie: equally wide, one beside the other, after the names of the lanes. */
export interface Tracks {
  count: number;
  width: number;
  names: number;
}

export interface Range {
  from: number;
  /** The first one that is not in it. */
  to: number;
}

/** The columns in sight and those ready beside them; at first only those in sight, so that they are there soon. */
export function rangeOf(
  { left, room }: View,
  { count, width, names }: Tracks,
  ready = READY,
): Range {
  const wide = Math.max(1, width);
  // The names stay over the left end of what is scrolled.
  const first = Math.floor(left / wide);
  const last = Math.ceil((left + Math.max(0, room - names)) / wide);
  const low = Math.floor((first - ready) / TOGETHER) * TOGETHER;
  const high = Math.ceil((last + ready) / TOGETHER) * TOGETHER;
  const from = Math.min(Math.max(0, low), Math.max(0, count - 1));
  return { from, to: Math.max(from, Math.min(count, high)) };
}

/** The columns of a range and, in order, one more. */
export function columnsOf({ from, to }: Range, count: number, pinned: number | null): number[] {
  const columns = Array.from({ length: to - from }, (_, i) => from + i);
  if (pinned === null || pinned < 0 || pinned >= count) return columns;
  if (pinned < from) columns.unshift(pinned);
  else if (pinned >= to) columns.push(pinned);
  return columns;
}

/** The column whose place holds the focus or is being written in. */
export function columnOfFocus(desk: Desk): number | null {
  const { focus, editing } = desk.ui.get();
  const { columnOf, stepOf } = desk.layout();
  const drafted = editing?.draft?.column;
  if (drafted !== undefined) return columnOf.get(drafted) ?? null;
  if (focus === null) return null;
  const place = placeOf(focus);
  if (place.at === "lane") return null;
  if (place.at === "cell") return columnOf.get(place.column) ?? null;
  return (
    columnOf.get(stepOf.get(place.id) ?? place.id) ?? find(desk.rows(), place.id)?.column ?? null
  );
}
