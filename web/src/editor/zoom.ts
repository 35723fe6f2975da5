import { fitting } from "../map/zoom_steps";
import type { Desk } from "./desk";
import { elementAt } from "./go_to";

// How large the map is drawn while it is edited. The browser's own zoom is left alone.

/** Draws the map in another size; what has the focus stays in sight. */
export function zoomTo(desk: Desk, zoom: number): void {
  if (zoom === desk.ui.get().zoom) return;
  desk.ui.set({ zoom });
  desk.say(desk.t("zoom-said", { percent: Math.round(zoom * 100) }));
  elementAt(desk.ui.get().focus)?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Draws the map so that all of its steps are in sight. */
export function fitMap(desk: Desk): void {
  const scroller = document.querySelector(".grid-scroller");
  const grid = scroller?.querySelector<HTMLElement>(".grid");
  if (scroller == null || grid == null) return;
  const { zoom } = desk.ui.get();
  // The room and the map, both in pixels of the window.
  const room = scroller.getBoundingClientRect().width;
  const edges = 48;
  const wide = grid.getBoundingClientRect().width / zoom + edges;
  zoomTo(desk, fitting(room, wide));
  scroller.scrollLeft = 0;
}
