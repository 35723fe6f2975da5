// Keeps the records of a map up to date, key by key, without knowing where the keys come from.
// A change of a word reads one record anew. Where a record comes, goes or moves, it is looked anew which records hang on the map and
// which of them live; even then the objects of those that did not change stay.
import type { Rec } from "./edit";
import { readKey, readTextName } from "./keys";
import type { Snapshot } from "./live_map";
import { compareRanked } from "./rank";
import { type Entry, readEntry } from "./reading";
import { isTalk, mayLieIn, ROOT } from "./schema";

export interface Records {
  /** Takes note of what stands under a key of the root map now; `undefined` where nothing does. */
  see: (key: string, value: unknown) => void;
  /** Takes note of a root text. */
  seeText: (name: string, text: string) => void;
  /** Begins with whole records, until the document says what there is. */
  begin: (records: Iterable<Rec>) => void;
  /** Forgets every key: all of them are to be seen anew. Records that then say the same are the same objects. */
  renew: () => void;
  /** What stands under a key now. */
  said: (key: string) => unknown;
  snapshot: () => Snapshot;
  /** Id of the record whose removal marked this one, also where it lives on. */
  mark: (id: string) => string | null;
  /** Ids of all records that lie in a record, those in the bin too. */
  inside: (id: string) => Iterable<string>;
}

const NONE: readonly Rec[] = [];

export function emptySnapshot(): Snapshot {
  return { records: new Map(), children: () => NONE };
}

export function openRecords(): Records {
  const entries = new Map<string, Entry>();
  /** Each record as its own entry says, with its own mark. */
  const own = new Map<string, Rec>();
  const inside = new Map<string, Set<string>>();
  const dirty = new Set<string>();
  /** What the last snapshot shows. */
  let shown = new Map<string, Rec>();
  let lists = new Map<string, readonly Rec[]>();
  let last = emptySnapshot();

  const entryOf = (id: string): Entry => {
    let entry = entries.get(id);
    if (entry === undefined) {
      entry = { plain: new Map(), items: new Map(), texts: new Map() };
      entries.set(id, entry);
    }
    return entry;
  };

  const see = (name: string, value: unknown) => {
    const key = readKey(name);
    if (key === null) return;
    const entry = entryOf(key.id);
    dirty.add(key.id);
    let plain = entry.plain;
    if (key.item !== null) {
      plain = entry.items.get(key.name) ?? new Map<string, unknown>();
      entry.items.set(key.name, plain);
    }
    const at = key.item ?? key.name;
    if (value === undefined || value === null) plain.delete(at);
    else plain.set(at, value);
  };

  const seeText = (name: string, text: string) => {
    const key = readTextName(name);
    if (key === null) return;
    entryOf(key.id).texts.set(key.field, text);
    dirty.add(key.id);
  };

  const begin = (records: Iterable<Rec>) => {
    for (const rec of records) {
      const plain = new Map<string, unknown>(Object.entries(rec.values));
      const parts = { is: rec.kind, in: rec.parent, rank: rec.rank, gone: rec.gone };
      for (const [part, value] of Object.entries(parts)) if (value !== null) plain.set(part, value);
      const items = new Map<string, Map<string, unknown>>();
      for (const [field, list] of Object.entries(rec.sets))
        items.set(field, new Map(list.map(({ item, rank }) => [item, rank])));
      entries.set(rec.id, { plain, items, texts: new Map(Object.entries(rec.text)) });
      dirty.add(rec.id);
    }
  };

  const renew = () => {
    for (const id of entries.keys()) dirty.add(id);
    entries.clear();
  };

  const said = (name: string): unknown => {
    const key = readKey(name);
    if (key === null) return undefined;
    const entry = entries.get(key.id);
    return key.item === null
      ? entry?.plain.get(key.name)
      : entry?.items.get(key.name)?.get(key.item);
  };

  /** Reads the changed entries; says whether records came, went, moved, were marked or lost their mark. */
  const readChanged = (): boolean => {
    let moved = false;
    for (const id of dirty) {
      const before = own.get(id);
      const entry = entries.get(id);
      const now = entry === undefined ? null : readEntry(id, entry, before);
      if (now === before || (now === null && before === undefined)) continue;
      if (now === null) own.delete(id);
      else own.set(id, now);
      if (
        before?.parent !== now?.parent ||
        before?.gone !== now?.gone ||
        before?.kind !== now?.kind
      ) {
        moved = true;
        if (before?.parent != null) inside.get(before.parent)?.delete(id);
        if (now?.parent != null) {
          const siblings = inside.get(now.parent) ?? new Set<string>();
          inside.set(now.parent, siblings.add(id));
        }
      }
    }
    return moved;
  };

  /** All that hang on the map, parents before what lies in them. Whatever lies in a circle or nowhere is not reached. */
  const reached = (): Rec[] => {
    const root = own.get(ROOT);
    const found = root === undefined ? [] : [root];
    for (const rec of found)
      for (const id of inside.get(rec.id) ?? []) {
        const child = own.get(id);
        if (child !== undefined && mayLieIn(child.kind, rec.kind)) found.push(child);
      }
    return found;
  };

  /**
   * Whether each lies in the bin, and by whose removal. A marked record lives as long as something under it lives that is not talk; talk
   * lives only where what it is about does.
   */
  const goneOf = (order: readonly Rec[]): Map<string, string | null> => {
    const lives = new Set<string>();
    for (const rec of order.toReversed())
      if (rec.parent !== null && !isTalk(rec.kind) && (rec.gone === null || lives.has(rec.id)))
        lives.add(rec.parent);
    const gone = new Map<string, string | null>();
    for (const rec of order) {
      const above = isTalk(rec.kind) ? (gone.get(rec.parent ?? ROOT) ?? null) : null;
      gone.set(rec.id, lives.has(rec.id) ? null : (rec.gone ?? above));
    }
    return gone;
  };

  const show = (records: Map<string, Rec>, rec: Rec, gone: string | null, lies: Set<string>) => {
    const before = shown.get(rec.id);
    const now = rec.gone === gone ? rec : copyOf(rec, gone);
    if (before === now) return;
    records.set(rec.id, now);
    if (before?.parent != null) lies.add(before.parent);
    if (now.parent !== null) lies.add(now.parent);
  };

  /** Records that are shown with another mark than their own; the same object as long as the entry is. */
  const copies = new WeakMap<Rec, Rec>();
  const copyOf = (rec: Rec, gone: string | null): Rec => {
    const known = copies.get(rec);
    if (known?.gone === gone) return known;
    const copy = { ...rec, gone };
    copies.set(rec, copy);
    return copy;
  };

  const snapshot = (): Snapshot => {
    if (dirty.size === 0) return last;
    const moved = readChanged();
    const records = new Map(shown);
    /** Parents whose lists are to be made anew. */
    const lies = new Set<string>();
    if (moved) {
      const order = reached();
      const gone = goneOf(order);
      for (const rec of order) show(records, rec, gone.get(rec.id) ?? null, lies);
      if (records.size > order.length) {
        const there = new Set(order.map((rec) => rec.id));
        for (const rec of shown.values())
          if (!there.has(rec.id)) {
            records.delete(rec.id);
            lies.add(rec.id);
            if (rec.parent !== null) lies.add(rec.parent);
          }
      }
    } else
      for (const id of dirty) {
        const rec = own.get(id);
        const before = shown.get(id);
        if (rec !== undefined && before !== undefined) show(records, rec, before.gone, lies);
      }
    dirty.clear();
    // The map itself lies in nothing.
    if (lies.size === 0 && records.get(ROOT) === shown.get(ROOT)) return last;
    shown = records;
    lists = new Map(lists);
    for (const parent of lies) {
      const list = listOf(parent);
      if (list.length === 0) lists.delete(parent);
      else lists.set(parent, list);
    }
    const now = lists;
    last = { records, children: (id) => now.get(id) ?? NONE };
    return last;
  };

  const listOf = (parent: string): readonly Rec[] => {
    const list: Rec[] = [];
    for (const id of inside.get(parent) ?? []) {
      const rec = shown.get(id);
      if (rec?.gone === null) list.push(rec);
    }
    return list.sort(compareRanked);
  };

  return {
    see,
    seeText,
    begin,
    renew,
    said,
    snapshot,
    mark: (id) => own.get(id)?.gone ?? null,
    inside: (id) => inside.get(id) ?? [],
  };
}
