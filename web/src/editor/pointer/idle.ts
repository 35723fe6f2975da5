import { addAfter } from "../acts/write";
import { select } from "../selecting";
import { holding } from "./holding";
import { pointing } from "./pointing";
import type { ToolState } from "./tool";

/** Nothing is pressed. */
export const idle: ToolState = {
  down: (board, event) => {
    const { desk } = board;
    const target = event.target as Element;
    if (event.button !== 0 || target.closest("textarea, a, .pin, .handle") !== null) return idle;
    const add = target.closest<HTMLElement>("[data-add], [data-add-after]");
    if (add !== null) {
      event.preventDefault();
      addAfter(desk, add.dataset.add ?? add.dataset.addAfter ?? "");
      return idle;
    }
    const spot = target.closest<HTMLElement>("[data-spot]")?.dataset.spot;
    if (spot === undefined) return idle;
    const mod = event.ctrlKey || event.metaKey;
    if (event.shiftKey || mod) {
      event.preventDefault();
      select(desk, spot, event.shiftKey ? "range" : "toggle");
      return idle;
    }
    // One of several that are selected may be the handle to drag them all: they stay selected until it is let go.
    const held = desk.ui.get().selected.has(spot) && desk.ui.get().selected.size > 1;
    if (held) desk.ui.set({ focus: spot });
    else select(desk, spot, "only");
    return event.pointerType === "touch"
      ? holding(board, spot, event.clientX, event.clientY, held)
      : pointing(spot, event.clientX, event.clientY, held);
  },
};
