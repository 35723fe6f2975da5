import { select } from "../selecting";
import { dragging, whatOf } from "./dragging";
import { idle } from "./idle";
import { FINGER_TREMBLE, type Board, type ToolState } from "./tool";

/** A finger that rests so long does not scroll: it takes along what is under it, or asks what can be done with it. */
export const HOLD_MS = 350;

/**
 * A finger on the map: moved at once it scrolls, held and moved it drags, held and let go it opens the menu. What is under it may be `among`
 * several that are selected: held it takes all of them, a tap selects it alone.
 */
export function holding(
  board: Board,
  spot: string,
  x: number,
  y: number,
  among: boolean,
): ToolState {
  let held = false;
  const element = board.content.querySelector<HTMLElement>(`[data-spot="${CSS.escape(spot)}"]`);
  const rest = setTimeout(() => {
    held = true;
    if (!among) select(board.desk, spot, "only");
    element?.classList.add("held");
  }, HOLD_MS);
  const end = () => {
    clearTimeout(rest);
    element?.classList.remove("held");
  };
  const self: ToolState = {
    holds: () => held,
    move: (board, event) => {
      if (Math.hypot(event.clientX - x, event.clientY - y) < FINGER_TREMBLE) return self;
      end();
      const drag = held ? whatOf(board, spot) : null;
      return drag === null ? idle : (dragging(drag).move?.(board, event) ?? idle);
    },
    up: ({ desk }) => {
      end();
      if (held) desk.ui.set({ menu: { x, y } });
      else if (among) select(desk, spot, "only");
      return idle;
    },
    cancel: () => {
      end();
      return idle;
    },
  };
  return self;
}
