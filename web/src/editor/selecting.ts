import type { Desk } from "./desk";
import { find, span } from "./navigation";
import type { Spot } from "./spots";

// What is selected, and how clicks and keys change it.

/** Selects one record, adds or takes it away, or everything from where the selection began. */
export function select(desk: Desk, spot: Spot, how: "only" | "toggle" | "range"): void {
  const { ui } = desk;
  const alive = desk.layout().alive;
  if (how === "only") {
    desk.focus(spot);
    return;
  }
  const { selected, anchor } = ui.get();
  if (how === "toggle") {
    const next = new Set(selected);
    if (!next.delete(spot) && alive.has(spot)) next.add(spot);
    ui.set({ focus: spot, anchor: spot, selected: next });
  } else {
    const from = anchor ?? spot;
    const spots = span(desk.rows(), from, spot).filter((one) => alive.has(one));
    ui.set({ focus: spot, anchor: from, selected: new Set(spots) });
  }
  desk.say(desk.t("edit-selected", { count: ui.get().selected.size }));
}

/** All cards of the focused cell; of the whole lane when those are selected already. */
export function selectAll(desk: Desk): void {
  const { focus, selected } = desk.ui.get();
  const rows = desk.rows();
  const at = focus === null ? null : find(rows, focus);
  const row = at === null ? undefined : rows[at.row];
  if (at === null || row === undefined) return;
  const alive = desk.layout().alive;
  const cell = (row.cells[at.column] ?? []).filter((spot) => alive.has(spot));
  const whole = at.column < 0 || cell.every((spot) => selected.has(spot));
  const spots = whole ? row.cells.flat().filter((spot) => alive.has(spot)) : cell;
  desk.ui.set({ selected: new Set(spots) });
  desk.say(desk.t("edit-selected", { count: new Set(spots).size }));
}

/** Selected records in the order in which they stand, without those that lie in another selected one. */
export function selectedInOrder(desk: Desk): string[] {
  const { selected: wanted } = desk.ui.get();
  if (wanted.size === 0) return [];
  const layout = desk.layout();
  const inOrder = [...new Set(desk.rows().flatMap(({ cells }) => cells.flat()))].filter(
    (spot) => wanted.has(spot) && layout.alive.has(spot),
  );
  const inside = (id: string): boolean => {
    for (let above = layout.alive.get(id)?.parent; above != null;) {
      if (wanted.has(above)) return true;
      above = layout.alive.get(above)?.parent;
    }
    return false;
  };
  return inOrder.filter((id) => !inside(id));
}

/** Step of what is focused. */
export function focusedStep(desk: Desk): string | null {
  const { focus } = desk.ui.get();
  if (focus === null) return null;
  const layout = desk.layout();
  const own = layout.stepOf.get(focus);
  if (own !== undefined) return own;
  const at = find(desk.rows(), focus);
  return at === null ? null : (layout.columns[at.column]?.step?.id ?? null);
}

/** The record that is focused. */
export function focusedRecord(desk: Desk): string | null {
  const { focus } = desk.ui.get();
  return focus !== null && desk.layout().alive.has(focus) ? focus : null;
}
