import { useEffect, type RefObject } from "react";
import type { Desk } from "../desk";
import { idle } from "./idle";
import type { ToolState } from "./tool";

/** Runs the chart of states on the grid. */
export function usePointer(
  desk: Desk,
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const board = { desk, scroller: scroller.current, content: content.current };
    if (board.scroller === null || board.content === null) return;
    const full = { desk, scroller: board.scroller, content: board.content };
    let state: ToolState = idle;
    const stop = new AbortController();
    const { signal } = stop;
    full.content.addEventListener(
      "pointerdown",
      (event) => {
        state = state.down?.(full, event) ?? state;
      },
      { signal },
    );
    addEventListener(
      "pointermove",
      (event) => {
        if (state !== idle) state = state.move?.(full, event) ?? state;
      },
      { signal },
    );
    /** What was let go was held: it is no tap. */
    let held = false;
    const up = (event: PointerEvent) => {
      held = state.holds?.() === true;
      state = state.up?.(full, event) ?? idle;
    };
    addEventListener("pointerup", up, { signal });
    const cancel = () => {
      state = state.cancel?.(full) ?? idle;
    };
    addEventListener("pointercancel", cancel, { signal });
    const withhold = (event: Event) => {
      if (state.holds?.() !== true || !event.cancelable) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Not passive, or the map would scroll under the card.
    full.content.addEventListener("touchmove", withhold, { signal, passive: false });
    const noTap = (event: Event) => {
      if (held && event.cancelable) event.preventDefault();
    };
    full.content.addEventListener("touchend", noTap, { signal, passive: false });
    full.content.addEventListener("contextmenu", withhold, { signal, capture: true });
    addEventListener(
      "keydown",
      (event) => {
        if (event.key === "Escape" && state !== idle) {
          event.preventDefault();
          cancel();
        }
      },
      { signal, capture: true },
    );
    return () => {
      cancel();
      stop.abort();
    };
  }, [desk, scroller, content]);
}
