import { tellUnfit, putCards, putLane, putStages, putSteps } from "../acts/move";
import { sayLaneMoved, sayMoved } from "../acts/where";
import { isCard, titleOf } from "../kinds";
import { selectedInOrder } from "../selecting";
import { placeOf } from "../spots";
import { dropFor, unfitAt, type Dragged, type DropPlace } from "./drop_place";
import { idle } from "./idle";
import type { Board, ToolState } from "./tool";

/** What is taken along when a spot is dragged; `null` for what stays where it is. */
export function whatOf({ desk }: Board, spot: string): Dragged | null {
  const place = placeOf(spot);
  if (place.at === "lane") return { what: "lane", ids: [place.lane] };
  const layout = desk.layout();
  const record = layout.alive.get(spot);
  if (record === undefined) return null;
  const ids = selectedInOrder(desk);
  const all = ids.includes(spot) ? ids : [spot];
  const records = all.flatMap((id) => layout.alive.get(id) ?? []);
  if (isCard(record)) return { what: "cards", ids: records.filter(isCard).map(({ id }) => id) };
  const same = records.filter(({ kind }) => kind === record.kind).map(({ id }) => id);
  if (record.kind === "step") return { what: "steps", ids: same };
  if (record.kind === "stage") return { what: "stages", ids: same };
  return null;
}

/** Something is on its way. */
export function dragging(dragged: Dragged): ToolState {
  let place: DropPlace | null = null;
  let frame = 0;
  const end = ({ desk, content }: Board): void => {
    cancelAnimationFrame(frame);
    desk.ui.set({ drag: null });
    content.classList.remove("dragging");
  };
  const self: ToolState = {
    holds: () => true,
    move: (board, event) => {
      const { desk, content } = board;
      content.classList.add("dragging");
      place = dropFor(board, dragged, event.clientX, event.clientY);
      cancelAnimationFrame(frame);
      // Held still at the edge, it goes on until the map ends.
      if (scrollAt(board, dragged.what, event))
        frame = requestAnimationFrame(() => void self.move?.(board, event));
      const first = desk.layout().alive.get(dragged.ids[0] ?? "");
      desk.ui.set({
        drag: {
          what: dragged.what,
          count: dragged.ids.length,
          label:
            first === undefined
              ? desk.t(`edit-lane-${dragged.ids[0] ?? ""}`)
              : titleOf(first) || desk.t("edit-unnamed"),
          x: event.clientX,
          y: event.clientY,
          drop: place?.line ?? null,
        },
      });
      return self;
    },
    up: (board, event) => {
      end(board);
      const unfit = place === null ? unfitAt(board, dragged, event.clientX, event.clientY) : null;
      if (place !== null) drop(board, dragged, place);
      else if (unfit !== null) tellUnfit(board.desk, unfit.record, unfit.kind);
      return idle;
    },
    cancel: (board) => {
      end(board);
      return idle;
    },
  };
  return self;
}

function drop({ desk }: Board, { what, ids }: Dragged, place: DropPlace): void {
  const { selected, focus } = desk.ui.get();
  switch (what) {
    case "cards":
      if (place.lane === undefined || place.into === undefined) return;
      putCards(desk, ids, place.lane, place.into, place.index);
      return;
    case "steps":
      if (place.into === undefined || !putSteps(desk, ids, place.into, place.index)) return;
      break;
    case "stages":
      if (!putStages(desk, ids, place.index)) return;
      break;
    case "lane":
      if (putLane(desk, ids[0] ?? "", place.index)) sayLaneMoved(desk, ids[0] ?? "");
      break;
  }
  desk.ui.set({ selected, focus });
  if (what !== "lane") sayMoved(desk, ids);
}

/** So near to the edge, and so far in one go, in pixels of the window. */
const EDGE = 48;
const STRIDE = 18;

/** How far the map scrolls along, in its own pixels, with the pointer at `at` between two edges in the window. */
export function strideAt(at: number, low: number, high: number, zoom: number): number {
  return (at < low + EDGE ? -STRIDE : at > high - EDGE ? STRIDE : 0) / zoom;
}

/**
 * Near the edge the map scrolls along; says whether it did. What stays in place at its left and its top is no part of what scrolls, and steps
 * and stages, which are held there, go sideways only, lanes up and down only.
 */
function scrollAt(
  { desk, scroller, content }: Board,
  what: Dragged["what"],
  event: PointerEvent,
): boolean {
  const { zoom } = desk.ui.get();
  const box = scroller.getBoundingClientRect();
  const corner = content.querySelector(".corner")?.getBoundingClientRect();
  const heads = content.querySelector(".heads")?.getBoundingClientRect();
  const { scrollLeft, scrollTop } = scroller;
  scroller.scrollBy(
    what === "lane" ? 0 : strideAt(event.clientX, corner?.right ?? box.left, box.right, zoom),
    what === "cards" || what === "lane"
      ? strideAt(event.clientY, heads?.bottom ?? box.top, box.bottom, zoom)
      : 0,
  );
  return scroller.scrollLeft !== scrollLeft || scroller.scrollTop !== scrollTop;
}
