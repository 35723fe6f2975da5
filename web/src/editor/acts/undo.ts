import type { Deed } from "../../doc/deeds";
import type { Snapshot } from "../../doc/live_map";
import { isTalk } from "../../doc/schema";
import type { Desk } from "../desk";
import { titleOf } from "../kinds";
import { find, nearest } from "../navigation";
import { cellSpot, type Spot } from "../spots";

// Undo and redo: what was taken back is told, and the focus goes to it.

export function undo(desk: Desk): void {
  go(desk, "undo");
}

export function redo(desk: Desk): void {
  go(desk, "redo");
}

/** Undoes one deed, as long as nothing was done after it. */
export function undoDeed(desk: Desk, number: number): void {
  if (desk.live.undoable()?.number === number) undo(desk);
}

function go(desk: Desk, way: "undo" | "redo"): void {
  const { live, ui } = desk;
  const deed = way === "undo" ? live.undoable() : live.redoable();
  const before = { rows: desk.rows(), snapshot: live.snapshot() };
  if (!(way === "undo" ? live.undo() : live.redo())) return;
  ui.set({ toast: null });
  desk.say(told(desk, way, deed, before.snapshot));
  const { editing } = ui.get();
  const rows = desk.rows();
  if (editing !== null) {
    // A text that is open stays open where it is what was undone.
    const there = desk.layout().alive.has(editing.record);
    if (there && deed?.ids.includes(editing.record) === true) return;
    ui.set({ editing: null });
  }
  const spot =
    deed?.ids
      .map((id) => placeOfChange(desk, id, deed.why))
      .find((one) => one !== null && find(rows, one) !== null) ??
    nearest(before.rows, rows, deed?.ids ?? []);
  if (spot !== null) desk.focus(spot);
}

/** Lanes that show what is said of a step itself, by why it was changed. */
const LANES: Readonly<Record<string, string>> = {
  "why-feeling": "emotion",
  "why-quotes": "voice",
  "why-touchpoints": "touchpoints",
};

/** Where a change of a record is seen. */
function placeOfChange(desk: Desk, id: string, why: string): Spot | null {
  const record = desk.record(id);
  if (record === undefined) return null;
  if (isTalk(record.kind)) return record.parent;
  const lane = LANES[why];
  return lane !== undefined && record.kind === "step" ? cellSpot(lane, id) : id;
}

/** “Undone: removed “Pays””. */
function told(desk: Desk, way: "undo" | "redo", deed: Deed | null, before: Snapshot): string {
  const { t, live } = desk;
  const plain = t(way === "undo" ? "edit-undone" : "edit-redone");
  if (deed === null) return plain;
  const now = live.snapshot();
  const isThere = ({ records }: Snapshot, id: string) => records.get(id)?.gone === null;
  // What came or went, rather than what was changed along with it.
  const moved = deed.ids.find((id) => isThere(before, id) !== isThere(now, id));
  const names = (moved === undefined ? deed.ids : [moved]).flatMap((id) =>
    [now, before].flatMap(({ records }) => titleOf(records.get(id) ?? null) || []),
  );
  const kind =
    moved === undefined ? undefined : (now.records.get(moved) ?? before.records.get(moved))?.kind;
  if (names.length === 0 && kind !== undefined) names.push(t(`edit-kind-${kind}`));
  const what = t(deed.why);
  return t(way === "undo" ? "edit-undone-what" : "edit-redone-what", {
    what: what.slice(0, 1).toLocaleLowerCase() + what.slice(1),
    name: names[0] ?? "",
    named: names.length > 0 ? "yes" : "no",
  });
}
