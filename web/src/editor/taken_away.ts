import type { Arrival } from "../doc/live_map";
import { settleTyped } from "./acts/typing";
import { startWriting } from "./acts/write";
import type { Desk } from "./desk";
import { elementAt } from "./go_to";
import { titleOf } from "./kinds";
import { firstOf, nearest, rowsOf } from "./navigation";
import { layOut } from "./layout";
import type { Editing, Panel } from "./ui_state";

// Somebody removed what one was just writing in: that is said, the letters are kept, and there is a way back.

/** Panels in which one writes in what is focused. */
const WRITTEN: readonly (Panel | null)[] = ["details", "comments"];

/** Looks whether others took away what is open; `who` did it. */
export function noticeTaken(desk: Desk, { before, after }: Arrival, who: string): void {
  // The letters of this moment are kept too.
  settleTyped();
  const { editing, focus, panel } = desk.ui.get();
  const id = editing?.record ?? (WRITTEN.includes(panel) ? focus : null);
  if (id === null) return;
  // A card that has not got its first letter yet goes with its step.
  const drafted = editing?.draft?.made === false ? editing.draft.column : null;
  const about = drafted ?? id;
  const now = after.records.get(about);
  if (now === undefined || isGone(before, about) || !isGone(after, about)) return;
  const root = rootOfRemoval(after, about);
  const text = desk.t(editing === null ? "edit-taken-open" : "edit-taken-writing", {
    who,
    name: titleOf(now) || desk.t("edit-unnamed"),
    kind: desk.t(`edit-kind-${now.kind}`),
  });
  const back = () => {
    bringBack(desk, root, editing, id);
  };
  const was = layOut(before, null);
  const rows = desk.rows();
  const next = nearest(rowsOf(was, desk.lanes()), rows, [about]) ?? firstOf(rows);
  desk.ui.set({
    editing: null,
    toast: { text, undo: false, offers: { label: desk.t("edit-taken-back"), run: back } },
  });
  if (next !== null) {
    desk.focus(next);
    // Where the letters went in there is nothing any more; the keyboard stays on the map.
    if (editing !== null)
      requestAnimationFrame(() => {
        const { activeElement } = document;
        if (activeElement === null || activeElement === document.body) elementAt(next)?.focus();
      });
  }
  desk.say(text);
}

type Snapshot = Arrival["before"];

/** It or something that it lies in is in the bin. */
function isGone(snapshot: Snapshot, id: string): boolean {
  const record = snapshot.records.get(id);
  if (record === undefined || record.parent === null) return record === undefined;
  const living = snapshot.children(record.parent).some((child) => child.id === id);
  return !living || isGone(snapshot, record.parent);
}

/** What has to come back for it to be there again: what it was removed with. */
function rootOfRemoval(snapshot: Snapshot, id: string): string {
  const record = snapshot.records.get(id);
  if (record === undefined) return id;
  if (record.gone !== null) return record.gone;
  return record.parent === null ? id : rootOfRemoval(snapshot, record.parent);
}

function bringBack(desk: Desk, root: string, editing: Editing | null, id: string): void {
  if (!desk.change([{ edit: "bring_back", id: root }], "why-bring-back")) return;
  desk.say(desk.t("edit-brought-back"));
  if (editing !== null && editing.draft?.made !== false)
    startWriting(desk, id, { field: editing.field });
  else if (desk.layout().alive.has(id)) {
    desk.focus(id);
    elementAt(id)?.focus();
  }
}
