// What the document says of one record, read so that nothing malformed in it does harm.
import type { Item, Rec, Value } from "./edit";
import { compareText } from "./rank";
import { fieldOf, isId, isValue, kindOf, ROOT } from "./schema";

/** What stands in the document under the id of a record. */
export interface Entry {
  /** By part and field: `is`, `in`, `rank`, `gone`, and values. */
  readonly plain: Map<string, unknown>;
  /** By field and item. */
  readonly items: Map<string, Map<string, unknown>>;
  readonly texts: Map<string, string>;
}

/** The record without regard to what lives below it: `gone` is its own mark. `null` where there is none. */
export function readEntry(id: string, entry: Entry, last: Rec | undefined): Rec | null {
  const kind = entry.plain.get("is");
  if (typeof kind !== "string" || !isId(id) || kindOf(kind) === undefined) return null;
  if ((id === ROOT) !== (kind === ROOT)) return null;
  const parent = entry.plain.get("in");
  if (id !== ROOT && typeof parent !== "string") return null;
  const rank = entry.plain.get("rank");
  const gone = entry.plain.get("gone");
  const rec: Rec = {
    id,
    kind,
    parent: id !== ROOT && typeof parent === "string" ? parent : null,
    rank: typeof rank === "string" ? rank : "",
    gone: id !== ROOT && typeof gone === "string" && gone !== "" ? gone : null,
    text: keep(readTexts(kind, entry), last?.text),
    values: keep(readValues(kind, entry), last?.values),
    sets: keep(readSets(kind, entry, last), last?.sets),
  };
  return last !== undefined && sameRec(rec, last) ? last : rec;
}

function readTexts(kind: string, entry: Entry): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [field, text] of entry.texts)
    if (text !== "" && fieldOf(kind, field)?.type === "text") texts[field] = text;
  return texts;
}

function readValues(kind: string, entry: Entry): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [name, value] of entry.plain) {
    const field = fieldOf(kind, name);
    if (field !== undefined && isValue(field, value)) values[name] = value;
  }
  return values;
}

function readSets(
  kind: string,
  entry: Entry,
  last: Rec | undefined,
): Record<string, readonly Item[]> {
  const sets: Record<string, readonly Item[]> = {};
  for (const [field, items] of entry.items) {
    if (fieldOf(kind, field)?.type !== "set") continue;
    const list: Item[] = [];
    for (const [item, rank] of items) if (typeof rank === "string") list.push({ item, rank });
    if (list.length === 0) continue;
    list.sort((a, b) => compareText(a.rank, b.rank) || compareText(a.item, b.item));
    const before = last?.sets[field];
    sets[field] = before !== undefined && sameItems(list, before) ? before : list;
  }
  return sets;
}

function sameItems(a: readonly Item[], b: readonly Item[]): boolean {
  return (
    a.length === b.length &&
    a.every((each, at) => each.item === b[at]?.item && each.rank === b[at].rank)
  );
}

/** The object as it was before, where it says the same. */
function keep<T>(now: Record<string, T>, before: Readonly<Record<string, T>> | undefined) {
  if (before === undefined) return now;
  const names = Object.keys(now);
  return names.length === Object.keys(before).length &&
    names.every((name) => now[name] === before[name])
    ? before
    : now;
}

function sameRec(a: Rec, b: Rec): boolean {
  return (
    a.kind === b.kind &&
    a.parent === b.parent &&
    a.rank === b.rank &&
    a.gone === b.gone &&
    a.text === b.text &&
    a.values === b.values &&
    a.sets === b.sets
  );
}
