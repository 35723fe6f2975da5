import type { Rec } from "../doc/edit";
import type { Snapshot } from "../doc/live_map";
import { isTalk } from "../doc/schema";
import type { Text } from "../i18n/provider";
import { titleOf } from "./kinds";

// What others did, in words: one thing by its name, several by their number.

export interface Done {
  does: "added" | "removed" | "moved" | "changed" | "commented" | "voted";
  id: string;
}

/** What is different between two states of the map; what came or went with something else is not said apart. */
export function differences(before: Snapshot, after: Snapshot): Done[] {
  const done: Done[] = [];
  const comes = (record: Rec | undefined): boolean => {
    if (record?.gone !== null) return false;
    return before.records.get(record.id)?.gone !== null;
  };
  for (const [id, record] of after.records) {
    const old = before.records.get(id);
    if (old === record) continue;
    const above = record.parent === null ? undefined : after.records.get(record.parent);
    if (comes(record)) {
      if (record.kind === "comment" || record.kind === "vote")
        done.push({
          does: record.kind === "comment" ? "commented" : "voted",
          id: record.parent ?? id,
        });
      else if (!comes(above)) done.push({ does: "added", id });
    } else if (old?.gone !== null || isTalk(record.kind)) continue;
    else if (record.gone !== null) {
      if (record.gone === id) done.push({ does: "removed", id });
    } else if (old.parent !== record.parent || old.rank !== record.rank)
      done.push({ does: "moved", id });
    else done.push({ does: "changed", id });
  }
  return done;
}

/** What one person did in a short while, as one sentence; empty where nothing of it is worth a word. */
export function doneSaid(t: Text, who: string, all: readonly Done[], now: Snapshot): string {
  // What is new and then written in is new.
  const first = new Map<string, Done>();
  for (const each of all) if (!first.has(each.id)) first.set(each.id, each);
  const told = [...first.values()].filter(({ does, id }) => {
    const record = now.records.get(id);
    // It came and went again, or it went before it had a name.
    if (does === "added" && record?.gone !== null) return false;
    return !(does === "added" || does === "removed") || titleOf(record ?? null) !== "";
  });
  const [only] = told;
  if (only === undefined) return "";
  if (told.length > 1) return t("edit-theirs-many", { who, count: told.length });
  const record = now.records.get(only.id);
  return t(`edit-theirs-${only.does}`, {
    who,
    kind: t(`edit-kind-${record?.kind ?? "map"}`),
    name: titleOf(record ?? null) || t("edit-unnamed"),
  });
}
