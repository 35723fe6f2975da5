import { flushSync } from "react-dom";
import { nudgeFeeling } from "./acts/lane";
import { openSpot } from "./acts/write";
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
    const place = placeOf(focus);
    const upright = direction === "up" || direction === "down";
    if (upright && !mod && place.at === "cell" && place.lane === "emotion") {
      nudgeFeeling(desk, place.column, (direction === "up" ? 1 : -1) * (event.shiftKey ? 1 : 0.1));
      return true;
    }
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
  if (writes(event)) {
    const place = placeOf(focus);
    const kind =
      place.at === "cell" ? desk.lanes().find(({ id }) => id === place.lane)?.kind : undefined;
    if (place.at === "lane" || (place.at === "cell" && place.lane !== "steps" && kind == null))
      return false;
    // The text is there before the letter arrives, so that the letter, or an input method, goes into it.
    flushSync(() => {
      openSpot(desk, focus);
    });
    return false;
  }
  return false;
}
