import type { Pointer } from "../../doc/live_map";
import type { Desk } from "../desk";

// Where pointers are over the map, as shares of cells: what is told to the others is right whatever size, scroll and lanes they have.

const BETWEEN_MS = 50;

/** Tells the others where one's pointer is, until it is stopped. */
export function sharePointer(desk: Desk, content: HTMLElement): () => void {
  const { live } = desk;
  let at: { x: number; y: number } | null = null;
  let wait: ReturnType<typeof setTimeout> | null = null;
  const tell = () => {
    wait = null;
    live.point(at === null || live.people().length === 0 ? null : pointerAt(desk, content, at));
  };
  const soon = () => {
    wait ??= setTimeout(tell, BETWEEN_MS);
  };
  const stop = new AbortController();
  const { signal } = stop;
  content.addEventListener(
    "pointermove",
    ({ pointerType, clientX, clientY }) => {
      // A finger points where it touches, and nowhere else.
      if (pointerType === "touch") return;
      at = { x: clientX, y: clientY };
      soon();
    },
    { signal, passive: true },
  );
  content.addEventListener(
    "pointerleave",
    () => {
      at = null;
      soon();
    },
    { signal },
  );
  // What is under a pointer that stands still changes too.
  content.parentElement?.addEventListener(
    "scroll",
    () => {
      if (at !== null) soon();
    },
    { signal, passive: true },
  );
  return () => {
    stop.abort();
    if (wait !== null) clearTimeout(wait);
    live.point(null);
  };
}

/** Widths of the grid in its own pixels, and how large those are in the window. */
export interface Tracks {
  readonly names: number;
  readonly column: number;
  readonly zoom: number;
}

/** A box of the grid, in pixels of the window. */
type Box = Pick<DOMRect, "left" | "top" | "height">;

function tracksOf({ ui }: Desk, content: HTMLElement): Tracks {
  const said = (name: string) => parseFloat(content.style.getPropertyValue(name)) || 0;
  return { names: said("--names"), column: said("--column"), zoom: ui.get().zoom };
}

/** How many columns right of the names, and how far down in its row, a point of the window is. */
export function sharesAt(
  at: { x: number; y: number },
  row: Box,
  { names, column, zoom }: Tracks,
): { across: number; down: number } {
  return {
    across: ((at.x - row.left) / zoom - names) / column,
    down: (at.y - row.top) / Math.max(1, row.height),
  };
}

/** Where that is in the grid, in its own pixels. */
export function placeAt(
  { across, down }: { across: number; down: number },
  row: Box,
  content: Box,
  { names, column, zoom }: Tracks,
): { left: number; top: number } {
  return {
    left: names + across * column,
    top: (row.top - content.top + down * row.height) / zoom,
  };
}

/** What is under a point of the window; `null` beside the steps. */
function pointerAt(desk: Desk, content: HTMLElement, at: { x: number; y: number }): Pointer | null {
  const under = document.elementFromPoint(at.x, at.y);
  const row = under !== null && content.contains(under) ? under.closest<HTMLElement>(".row") : null;
  const lane = row === null ? null : laneIn(row);
  const tracks = tracksOf(desk, content);
  if (row === null || lane === null || tracks.column === 0) return null;
  const { across, down } = sharesAt(at, row.getBoundingClientRect(), tracks);
  const key = desk.layout().columns[Math.floor(across)]?.key;
  if (key === undefined || across < 0) return null;
  return {
    over: `cell ${lane} ${key}`,
    x: share(across % 1),
    y: share(down),
  };
}

function laneIn(row: HTMLElement): string | null {
  if (row.classList.contains("stage-row")) return "stages";
  return row.classList.contains("step-row") ? "steps" : (row.dataset.lane ?? null);
}

function share(part: number): number {
  return Math.round(Math.min(1, Math.max(0, part)) * 1000) / 1000;
}

/** Where a pointer is in the grid, in its pixels; `null` where its lane or its step is not shown. */
export function placeOfPointer(
  desk: Desk,
  content: HTMLElement,
  { over, x, y }: Pointer,
): { left: number; top: number } | null {
  const [, lane = "", key = ""] = /^cell (\S+) (.+)$/.exec(over) ?? [];
  const index = desk.layout().columns.findIndex((column) => column.key === key);
  const row =
    lane === "stages" || lane === "steps"
      ? content.querySelector<HTMLElement>(lane === "stages" ? ".stage-row" : ".step-row")
      : content.querySelector<HTMLElement>(`.row[data-lane="${CSS.escape(lane)}"]`);
  if (index < 0 || row === null) return null;
  return placeAt(
    { across: index + x, down: y },
    row.getBoundingClientRect(),
    content.getBoundingClientRect(),
    tracksOf(desk, content),
  );
}
