import type { Desk } from "../desk";
import { find, firstOf, nearest } from "../navigation";
import { selectedInOrder } from "../selecting";

// Into the bin and out of it.

/** Removes what is selected, and offers to undo. */
export function removeSelected(desk: Desk): void {
  const ids = selectedInOrder(desk);
  if (ids.length > 0) removeAll(desk, ids);
}

export function removeAll(desk: Desk, ids: readonly string[], why = "why-remove"): void {
  const before = desk.rows();
  const { focus } = desk.ui.get();
  const done = desk.change(
    ids.map((id) => ({ edit: "remove", id })),
    why,
  );
  if (!done) return;
  const rows = desk.rows();
  const gone = focus !== null && ids.includes(focus) ? [focus, ...ids] : ids;
  const stays = focus !== null && !ids.includes(focus) && find(rows, focus) !== null;
  const next = stays ? focus : (nearest(before, rows, gone) ?? firstOf(rows));
  if (next !== null) desk.focus(next);
  const text = desk.t(why === "why-cut" ? "edit-cut" : "edit-removed", { count: ids.length });
  desk.ui.set({ toast: { text, undo: desk.live.undoable()?.number ?? false } });
  desk.say(text);
}

export function bringBack(desk: Desk, id: string): void {
  if (desk.change([{ edit: "bring_back", id }], "why-bring-back")) {
    desk.focus(id);
    desk.say(desk.t("edit-brought-back"));
  }
}
