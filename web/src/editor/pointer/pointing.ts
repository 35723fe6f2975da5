import { select } from "../selecting";
import { dragging, whatOf } from "./dragging";
import { idle } from "./idle";
import type { ToolState } from "./tool";

/** Pixels that a hand trembles. */
const TREMBLE = 5;

/** Pressed, and not moved yet: a click, or the begin of a drag. */
export function pointing(spot: string, x: number, y: number, held: boolean): ToolState {
  const self: ToolState = {
    move: (board, event) => {
      if (Math.hypot(event.clientX - x, event.clientY - y) < TREMBLE) return self;
      const drag = whatOf(board, spot);
      return drag === null ? idle : (dragging(drag).move?.(board, event) ?? idle);
    },
    up: ({ desk }) => {
      if (held) select(desk, spot, "only");
      return idle;
    },
    cancel: () => idle,
  };
  return self;
}
