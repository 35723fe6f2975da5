import type { Edit, Rec } from "../../doc/edit";
import type { Snapshot } from "../../doc/live_map";
import { plainName } from "../compare/align";

// The touchpoints and channels of a map, which steps use each, and the edits that keep them in order.

export type Sort = "touchpoint" | "channel";

const FIELD: Record<Sort, string> = { touchpoint: "touchpoints", channel: "channels" };

export interface Entry {
  record: Rec;
  name: string;
  /** Steps that use it, in the order of the map. */
  steps: Rec[];
  /** An earlier entry that is called the same. */
  same: Entry | null;
}

function livingSteps(snapshot: Snapshot): Rec[] {
  return snapshot
    .children("map")
    .filter(({ kind }) => kind === "stage")
    .flatMap((stage) => snapshot.children(stage.id).filter(({ kind }) => kind === "step"));
}

/** Entries of one sort in their order, each with the steps that use it. */
export function shelfOf(snapshot: Snapshot, sort: Sort): Entry[] {
  const steps = livingSteps(snapshot);
  const field = FIELD[sort];
  const first = new Map<string, Entry>();
  return snapshot
    .children("map")
    .filter(({ kind }) => kind === sort)
    .map((record) => {
      const name = record.text.name ?? "";
      const entry: Entry = {
        record,
        name,
        steps: steps.filter((step) =>
          (step.sets[field] ?? []).some(({ item }) => item === record.id),
        ),
        same: null,
      };
      const called = plainName(name);
      const earlier = first.get(called);
      if (earlier === undefined) first.set(called, entry);
      else if (called !== "") entry.same = earlier;
      return entry;
    });
}

/** Renames everywhere at once: steps point at the record. */
export function renaming(entry: Entry, name: string): Edit[] {
  const words = name.replace(/\s+/g, " ").trim();
  if (words === "" || words === entry.name) return [];
  return [{ edit: "write", id: entry.record.id, field: "name", text: words }];
}

/** Makes one of two: whatever used the second uses the first, in the same place, and the second is gone. */
export function merging(keep: Entry, give: Entry, sort: Sort): Edit[] {
  const field = FIELD[sort];
  const edits: Edit[] = [];
  for (const step of give.steps) {
    const items = step.sets[field] ?? [];
    const rank = items.find(({ item }) => item === give.record.id)?.rank ?? "V";
    edits.push({ edit: "take", id: step.id, field, item: give.record.id });
    if (!items.some(({ item }) => item === keep.record.id))
      edits.push({ edit: "put", id: step.id, field, item: keep.record.id, rank });
  }
  const known = give.record.values.sort;
  if (sort === "channel" && keep.record.values.sort === undefined && known !== undefined)
    edits.push({ edit: "set", id: keep.record.id, field: "sort", value: known });
  return [...edits, { edit: "remove", id: give.record.id }];
}

/** Removes what no step uses. */
export function clearing(entries: readonly Entry[]): Edit[] {
  return entries
    .filter(({ steps }) => steps.length === 0)
    .map(({ record }) => ({ edit: "remove", id: record.id }));
}
