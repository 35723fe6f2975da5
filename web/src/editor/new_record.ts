import type { Edit, Fields, Rec } from "../doc/edit";
import type { Snapshot } from "../doc/live_map";
import { isId } from "../doc/schema";
import { proseOf } from "./kinds";
import { placesAmong } from "./places";

// Records that are new: their ids, and the edits that make them.

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Twelve characters at random. */
export function newId(): string {
  let id = "";
  while (id.length < 12)
    for (const byte of crypto.getRandomValues(new Uint8Array(24)))
      // Only whole rounds of the alphabet, so that every character is as likely.
      if (byte < 248 && id.length < 12) id += DIGITS[byte % 62] ?? "";
  return id;
}

/** Living children of one kind. */
export function childrenOf(snapshot: Snapshot, parent: string, kind: string): readonly Rec[] {
  return snapshot.children(parent).filter((child) => child.kind === kind);
}

/** An opportunity has one action, whose id follows its own: two who begin it at once begin the same. */
export function idFor(snapshot: Snapshot, parent: string, kind: string): string {
  const own = `${parent}${ACTION}`;
  return kind === "action" && isId(own) && !snapshot.records.has(own) ? own : newId();
}

/** Id of the opportunity that an action's id follows. */
export function homeIn(id: string): string | null {
  return id.endsWith(ACTION) ? id.slice(0, -ACTION.length) : null;
}

const ACTION = ".action";

/** Nobody has two votes on a record, whatever they do at once in two tabs: its id follows that of the record and theirs. */
export function voteId(record: string, person: string): string | null {
  const id = `${record}.vote.${person}`;
  return isId(id) ? id : null;
}

/** Adds a record before the sibling of its kind at `index`; as the last where none is said. */
export function adding(
  snapshot: Snapshot,
  parent: string,
  kind: string,
  fields: Fields,
  index?: number,
  id = idFor(snapshot, parent, kind),
): { id: string; edits: Edit[] } {
  const siblings = childrenOf(snapshot, parent, kind);
  const { ranks, others } = placesAmong(siblings, index ?? siblings.length, [id]);
  return {
    id,
    edits: [...others, { edit: "add", id, kind, parent, rank: ranks.get(id) ?? "V", fields }],
  };
}

/** A record with the words it is called by. */
export function called(kind: string, title: string, fields: Fields = {}): Fields {
  return title === "" ? fields : { ...fields, [proseOf(kind)]: title };
}
