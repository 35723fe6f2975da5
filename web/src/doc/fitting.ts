// Changes that were made on another state of the map, made again on the present one as far as they still fit.
import type { Change } from "./changes";
import type { Edit, Rec } from "./edit";
import type { LiveMap, Snapshot } from "./live_map";
import { Refusal } from "./refusal";
import { type Difference, difference } from "./prose";
import { isTalk } from "./schema";

/** Why a change is not made again. */
export type Unfit =
  /** It is so already. */
  | { why: "there" }
  /** The record is no more. */
  | { why: "gone" }
  /** What it lies in is no more. */
  | { why: "no-place" }
  /** It was changed otherwise since. */
  | { why: "changed" }
  /** The map does not take it. */
  | { why: "refused"; refusal: Refusal };

/** The edits that make it again, or why there are none. `coming` are records that will be there by then. */
export function fit(
  change: Change,
  present: Snapshot,
  coming: ReadonlySet<string> = new Set(),
): readonly Edit[] | Unfit {
  const { rec, before } = change;
  const now = present.records.get(rec.id);
  const lives = (id: string | null) =>
    id !== null && (coming.has(id) || present.records.get(id)?.gone === null);
  switch (change.does) {
    case "added":
      if (now?.gone === null) return { why: "there" };
      if (!lives(rec.parent)) return { why: "no-place" };
      return now === undefined ? change.edits : [{ edit: "bring_back", id: rec.id }];
    case "removed":
      return now?.gone === null ? change.edits : { why: "there" };
    case "brought-back":
      if (now === undefined) return { why: "gone" };
      return now.gone === null ? { why: "there" } : change.edits;
    case "moved":
      if (now?.gone !== null) return { why: "gone" };
      if (now.parent === rec.parent && now.rank === rec.rank) return { why: "there" };
      if (!lives(rec.parent)) return { why: "no-place" };
      if (now.parent !== before?.parent || now.rank !== before.rank) return { why: "changed" };
      return change.edits;
    case "changed":
      return now?.gone === null ? fitField(change, now) : { why: "gone" };
  }
}

function fitField({ edits, before }: Change, now: Rec): readonly Edit[] | Unfit {
  const fitting: Edit[] = [];
  let changed = false;
  for (const edit of edits) {
    switch (edit.edit) {
      case "write": {
        const present = now.text[edit.field] ?? "";
        if (present === edit.text) break;
        const text = merged(before?.text[edit.field] ?? "", edit.text, present);
        if (text === null) changed = true;
        else if (text !== present) fitting.push({ ...edit, text });
        break;
      }
      case "set": {
        const present = now.values[edit.field] ?? null;
        if (present === edit.value) break;
        if (present === (before?.values[edit.field] ?? null)) fitting.push(edit);
        else changed = true;
        break;
      }
      case "put":
      case "take": {
        const there = now.sets[edit.field]?.some(({ item }) => item === edit.item) === true;
        const known = before?.sets[edit.field]?.some(({ item }) => item === edit.item) === true;
        // Another place in the set is only for what is still in it.
        if (edit.edit === "take" ? there : !there && !known) fitting.push(edit);
        else if (
          edit.edit === "put" &&
          there &&
          rankIn(now, edit) === (before && rankIn(before, edit))
        )
          fitting.push(edit);
        break;
      }
      default:
        fitting.push(edit);
    }
  }
  if (fitting.length > 0) return fitting;
  return { why: changed ? "changed" : "there" };
}

function rankIn(rec: Rec, { field, item }: { field: string; item: string }): string | undefined {
  return rec.sets[field]?.find((each) => each.item === item)?.rank;
}

/** What two people made of a text, each elsewhere in it; `null` where both wrote in the same place. What is in theirs already stays once. */
export function merged(base: string, mine: string, theirs: string): string | null {
  if (base === theirs) return mine;
  const [own, other] = [difference(base, mine), difference(base, theirs)];
  if (isIn(own, difference(mine, theirs), other)) return theirs;
  const shift = other.into.length - other.out;
  let at = own.at;
  // Which of two insertions at one place comes first, nobody knows; and the one may be the other.
  if (own.out === 0 && other.out === 0 && own.at === other.at) return null;
  if (other.at + other.out <= own.at) at += shift;
  else if (own.at + own.out > other.at) return null;
  return theirs.slice(0, at) + own.into + theirs.slice(at + own.out);
}

/** Whether a change is in a text that differs by `since` from what the change made, and by `other` from what was before it. */
function isIn(own: Difference, since: Difference, other: Difference): boolean {
  const end = own.at + own.into.length;
  // Something that was taken out leaves nothing by which to know it: there it counts only where nothing was written in its place.
  const room = own.into === "" ? 1 : 0;
  const stands = since.at + since.out + room <= own.at || since.at >= end + room;
  return stands && sizeOf(since) < sizeOf(other);
}

function sizeOf({ out, into }: Difference): number {
  return out + into.length;
}

/** A change with the edits that make it again, or with why there are none. */
export type Judged =
  | { readonly change: Change; readonly edits: readonly Edit[]; readonly unfit: null }
  | { readonly change: Change; readonly edits: null; readonly unfit: Unfit };

/** Whether each of them still fits, as if those before it were made. */
export function judge(changes: readonly Change[], present: Snapshot): Judged[] {
  const coming = new Set<string>();
  return changes.map((change): Judged => {
    const edits = fit(change, present, coming);
    if ("why" in edits) return { change, edits: null, unfit: edits };
    if (change.does === "added" || change.does === "brought-back") coming.add(change.rec.id);
    return { change, edits, unfit: null };
  });
}

export interface Again {
  readonly done: readonly Change[];
  readonly left: readonly { change: Change; unfit: Unfit }[];
}

/** Makes changes again in one's own name, as one step where that can be. */
export function applyAgain(
  live: Pick<LiveMap, "me" | "snapshot" | "dispatch">,
  changes: readonly Change[],
): Again {
  const judged = judge(changes, live.snapshot());
  const fitting = judged.filter((each) => each.unfit === null);
  const left: { change: Change; unfit: Unfit }[] = judged.filter((each) => each.unfit !== null);
  const make = (edits: readonly Edit[]): Refusal | null => {
    try {
      live.dispatch(
        edits.map((edit) => spokenBy(live.me.id, edit)),
        "again",
      );
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  };
  const done: Change[] = [];
  if (fitting.length === 0) return { done, left };
  if (make(fitting.flatMap(({ edits }) => edits)) === null)
    return { done: fitting.map(({ change }) => change), left };
  // One of them cannot be: the others one by one.
  for (const { change, edits } of fitting) {
    const refusal = make(edits);
    if (refusal === null) done.push(change);
    else left.push({ change, unfit: { why: "refused", refusal } });
  }
  return { done, left };
}

/** Nobody speaks in another's name. */
function spokenBy(me: string, edit: Edit): Edit {
  if (edit.edit !== "add" || edit.fields.by === undefined || !isTalk(edit.kind)) return edit;
  return { ...edit, fields: { ...edit.fields, by: me } };
}
