import type { MapThen } from "../../api/live_api";
import type { MapChange } from "../../api/parts";

// What of a change in many maps can still be taken back on one of them: what others changed since is theirs, and stays.

type Edit = MapChange["edits"][number];
type Records = MapThen["records"];

export interface TakingBack {
  /** In the order in which they are made. */
  readonly edits: Edit[];
  /** How many were changed otherwise since, and stay. */
  readonly left: number;
}

/** `edits` were made, and `undo` takes each of them back, the last one first. */
export function takingBack(
  { edits, undo }: Pick<MapChange, "edits" | "undo">,
  records: Records,
): TakingBack {
  const made = edits.toReversed();
  const fitting: Edit[] = [];
  let left = 0;
  undo.forEach((back, at) => {
    const edit = made[at];
    const stands = edit === undefined ? "changed" : standing(edit, back, edits, records);
    if (stands === "as-made") fitting.push(back);
    else if (stands === "changed") left += 1;
  });
  return { edits: fitting, left };
}

/** Whether it is as an edit made it, as it was before that, or neither. */
function standing(
  edit: Edit,
  back: Edit,
  all: readonly Edit[],
  records: Records,
): "as-made" | "as-before" | "changed" {
  const rec = records[edit.id];
  if (rec === undefined) return "changed";
  const has = (field: string, item: string) =>
    rec.sets[field]?.some((known) => known.item === item) === true;
  const among = <T>(now: T, then: T, before: T) => {
    if (now === then) return "as-made";
    return now === before ? "as-before" : "changed";
  };
  if (edit.edit === "remove") return rec.gone === null ? "as-before" : "as-made";
  if (rec.gone !== null) return "changed";
  if (edit.edit === "write" && back.edit === "write")
    return among(rec.text[edit.field] ?? "", edit.text, back.text);
  if (edit.edit === "set" && back.edit === "set")
    return among(rec.values[edit.field] ?? null, edit.value, back.value);
  if (edit.edit === "put") return has(edit.field, edit.item) ? "as-made" : "as-before";
  if (edit.edit !== "take") return "changed";
  if (has(edit.field, edit.item)) return "as-before";
  // What took its place is no more: somebody has put another there, or none.
  const replaced = all.some(
    (other) =>
      other.edit === "put" &&
      other.id === edit.id &&
      other.field === edit.field &&
      !has(other.field, other.item),
  );
  return replaced ? "changed" : "as-made";
}
