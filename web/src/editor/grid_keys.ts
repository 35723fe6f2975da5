import { flushSync } from "react-dom";
import { openSpot } from "./acts/write";
import { commandOf } from "./commands";
import type { Desk } from "./desk";
import { writes, type KeyPress } from "./keys";
import { neighbour, type Direction } from "./navigation";
import { select } from "./selecting";
import { placeOf } from "./spots";

// Keys in the grid that are no commands: moving the focus, widening the selection, and beginning to write.

const DIRECTIONS: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "row_start",
  End: "row_end",
};

/** Does what a key means; says whether it meant anything. */
export function gridKey(desk: Desk, event: KeyPress): boolean {
  const { focus } = desk.ui.get();
  if (focus === null) return false;
  const mod = event.ctrlKey || event.metaKey;
  if (event.key === " " && (mod || event.shiftKey)) {
    select(desk, focus, "toggle");
    return true;
  }
  if (event.altKey) return false;
  const direction = DIRECTIONS[event.key];
  if (direction !== undefined) {
    const far = mod && (event.key === "Home" || event.key === "End");
    const wanted = far ? (event.key === "Home" ? "grid_start" : "grid_end") : direction;
    const next = neighbour(desk.rows(), focus, wanted);
    if (event.shiftKey) select(desk, next, "range");
    else desk.focus(next, mod && !far ? "keep" : "only");
    return true;
  }
  if (event.key === "Escape") {
    const { search, selected, panel } = desk.ui.get();
    if (search !== null) desk.ui.set({ search: null });
    else if (selected.size > 1) desk.focus(focus);
    else if (panel !== null) desk.ui.set({ panel: null });
    else return false;
    return true;
  }
  // What is a command is no letter: `?` lists the keys.
  if (!writes(event) || commandOf(event, false) !== null) return false;
  const place = placeOf(focus);
  if (place.at === "lane") return false;
  if (place.at === "cell" && place.lane !== "steps") {
    const lane = desk.lanes().find(({ id }) => id === place.lane);
    if (lane?.key?.(desk, place.column, event.key) === true) return true;
    if (lane === undefined || (lane.kind === null && lane.typed !== true)) return false;
  }
  // The text is there before the letter arrives, so that the letter, or an input method, goes into it in place of what stood there.
  flushSync(() => {
    openSpot(desk, focus, "all");
  });
  return false;
}
