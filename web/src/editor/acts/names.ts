import type { Edit, Rec } from "../../doc/edit";
import { fieldOf } from "../../doc/schema";
import type { Desk } from "../desk";
import { itemsOf, titleOf } from "../kinds";
import { adding } from "../new_record";
import { putLast } from "../places";

// Names in a set of a record: touchpoints and channels are those of the map's library, or new ones.

/** What of the map's library a field names. */
export function knownNames(desk: Desk, record: Rec, field: string): readonly Rec[] {
  const to = fieldOf(record.kind, field)?.to;
  return to === undefined
    ? []
    : [...desk.layout().library.values()].filter(({ kind }) => kind === to);
}

/** Adds a name at the end; one that the library does not have is put there. Says whether it is new in the set. */
export function addName(
  desk: Desk,
  record: Rec,
  field: string,
  typed: string,
  why: string,
): boolean {
  const name = typed.trim();
  const to = fieldOf(record.kind, field)?.to;
  if (name === "") return false;
  const edits: Edit[] = [];
  let item = name;
  if (to !== undefined) {
    const there = knownNames(desk, record, field).find(
      (one) => titleOf(one).toLowerCase() === name.toLowerCase(),
    );
    if (there === undefined) {
      const made = adding(desk.live.snapshot(), desk.layout().map.id, to, { name });
      edits.push(...made.edits);
      item = made.id;
    } else item = there.id;
  }
  if (itemsOf(record, field).includes(item)) return false;
  return desk.change([...edits, ...putLast(record, field, item)], why);
}

export function takeName(desk: Desk, record: Rec, field: string, item: string, why: string): void {
  desk.change([{ edit: "take", id: record.id, field, item }], why);
}
