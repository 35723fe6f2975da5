import { flushSync } from "react-dom";
import type { Desk } from "./desk";
import type { Spot } from "./spots";

/** The element of a place, where it is drawn. */
export function elementAt(spot: Spot | null): HTMLElement | null {
  return spot === null
    ? null
    : document.querySelector<HTMLElement>(`[data-spot="${CSS.escape(spot)}"]`);
}

/** Shows a place wherever on the map it is; `taken` gives it the browser's focus too, else that stays where somebody is typing. */
export function goTo(desk: Desk, spot: Spot, how: "shown" | "taken"): void {
  // A column that is not in sight is drawn as soon as it holds the editor's focus.
  flushSync(() => {
    desk.focus(spot);
  });
  const element = elementAt(spot);
  element?.scrollIntoView({ block: "center", inline: "center" });
  if (how === "taken") element?.focus({ preventScroll: true });
}
