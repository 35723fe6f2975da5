import type { Desk } from "../desk";
import { firstOf, neighbour } from "../navigation";
import { selectedInOrder } from "../selecting";

// Into the bin and out of it.

/** Removes what is selected, and offers to undo. */
export function removeSelected(desk: Desk): void {
  const ids = selectedInOrder(desk);
  if (ids.length > 0) removeAll(desk, ids);
}

export function removeAll(desk: Desk, ids: readonly string[]): void {
  const rows = desk.rows();
  const last = ids.at(-1) ?? "";
  const first = ids[0] ?? "";
  const candidates = [
    neighbour(rows, last, "down"),
    neighbour(rows, first, "up"),
    neighbour(rows, first, "left"),
  ];
  const done = desk.change(
    ids.map((id) => ({ edit: "remove", id })),
    "why-remove",
  );
  if (!done) return;
  const now = desk.rows();
  const known = new Set(now.flatMap(({ head, cells }) => [head ?? "", ...cells.flat()]));
  const next = candidates.find((spot) => known.has(spot) && !ids.includes(spot)) ?? firstOf(now);
  if (next !== null) desk.focus(next);
  const text = desk.t("edit-removed", { count: ids.length });
  desk.ui.set({ toast: { text, undo: true } });
  desk.say(text);
}

export function bringBack(desk: Desk, id: string): void {
  if (desk.change([{ edit: "bring_back", id }], "why-bring-back")) {
    desk.focus(id);
    desk.say(desk.t("edit-brought-back"));
  }
}
