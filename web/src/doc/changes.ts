// What differs between two states of a map, as a person reads it and as edits that make it again.
import type { Edit, Fields, Rec, Value } from "./edit";
import type { Snapshot } from "./live_map";
import { type Field, fieldsOf, ROOT } from "./schema";
import { titleOf } from "./title";

/** What stands in a field: words, a value, or the items of a set. */
export type Said = Value | readonly string[];

export type Does = "added" | "removed" | "brought-back" | "moved" | "changed";

/** One thing that was done to one record. */
export interface Change {
  /** Names it among the others. */
  readonly key: string;
  readonly does: Does;
  /** As it was after; as it was before where it is no more. */
  readonly rec: Rec;
  readonly before: Rec | null;
  /** What the record lies in is called. */
  readonly within: string;
  readonly field: Field | null;
  /** What stood there and what was written; `null` where nothing did. Ids of records are replaced by what those are called. */
  readonly from: Said | null;
  readonly to: Said | null;
  readonly edits: readonly Edit[];
}

type Fielded = Pick<Rec, "text" | "values" | "sets">;

const NOTHING: Fielded = { text: {}, values: {}, sets: {} };

/** Everything that `after` has otherwise than `before`; what lies in something comes after it. */
export function changesBetween(before: Snapshot, after: Snapshot): Change[] {
  const called = (id: string) =>
    titleOf(after.records.get(id) ?? before.records.get(id) ?? null) || id;
  const changes: Change[] = [];
  for (const rec of outsideIn(after)) {
    const old = before.records.get(rec.id) ?? null;
    const within = rec.parent === null ? "" : called(rec.parent);
    const base = { rec, before: old, within, field: null, from: null, to: null };
    const one = (does: Does, edits: Edit[]) => {
      changes.push({ ...base, key: `${rec.id} ${does}`, does, edits });
    };
    if (old === null && rec.id !== ROOT) {
      if (rec.gone === null && rec.parent !== null) one("added", [addingOf(rec, rec.parent)]);
      continue;
    }
    if (rec.gone !== null) {
      // What went with something else is told with that.
      const alone = rec.gone === rec.id || after.records.get(rec.gone)?.gone == null;
      if (old?.gone === null && alone) one("removed", [{ edit: "remove", id: rec.id }]);
      continue;
    }
    if (old !== null && old.gone !== null && (old.gone === rec.id || !after.records.has(old.gone)))
      one("brought-back", [{ edit: "bring_back", id: rec.id }]);
    if (old !== null && rec.parent !== null && (old.parent !== rec.parent || old.rank !== rec.rank))
      one("moved", [{ edit: "move", id: rec.id, parent: rec.parent, rank: rec.rank }]);
    for (const field of fieldsOf(rec.kind)) {
      const edits = editsOf(rec, old ?? NOTHING, field);
      if (edits.length === 0) continue;
      const said = (of: Fielded) => readable(saidIn(of, field), field, called);
      changes.push({
        ...base,
        key: `${rec.id} ${field.field}`,
        does: "changed",
        field,
        from: said(old ?? NOTHING),
        to: said(rec),
        edits,
      });
    }
  }
  return changes;
}

/** All records, each after what it lies in, those in the bin too. */
function outsideIn(state: Snapshot): Rec[] {
  const inside = new Map<string, Rec[]>();
  for (const rec of state.records.values()) {
    if (rec.parent === null) continue;
    const list = inside.get(rec.parent) ?? [];
    inside.set(rec.parent, list);
    list.push(rec);
  }
  const root = state.records.get(ROOT);
  const order = root === undefined ? [] : [root];
  for (const rec of order)
    order.push(...(inside.get(rec.id) ?? []).sort((a, b) => (a.rank < b.rank ? -1 : 1)));
  return order;
}

function addingOf(rec: Rec, parent: string): Edit {
  const { id, kind, rank } = rec;
  const fields: Fields = { ...rec.values, ...rec.text };
  for (const [field, items] of Object.entries(rec.sets))
    fields[field] = items.map(({ item }) => item);
  return { edit: "add", id, kind, parent, rank, fields };
}

/** What stands in a field; `null` where nothing does. */
export function saidIn(rec: Fielded, { field, type }: Field): Said | null {
  if (type === "text") return rec.text[field] ?? null;
  if (type !== "set") return rec.values[field] ?? null;
  const items = rec.sets[field] ?? [];
  return items.length === 0 ? null : items.map(({ item }) => item);
}

function editsOf(rec: Rec, old: Fielded, field: Field): Edit[] {
  const { id } = rec;
  const name = field.field;
  if (field.type === "text") {
    const text = rec.text[name] ?? "";
    return text === (old.text[name] ?? "") ? [] : [{ edit: "write", id, field: name, text }];
  }
  if (field.type !== "set") {
    const value = rec.values[name] ?? null;
    return value === (old.values[name] ?? null) ? [] : [{ edit: "set", id, field: name, value }];
  }
  const now = rec.sets[name] ?? [];
  const then = new Map(old.sets[name]?.map(({ item, rank }) => [item, rank]));
  const taken = [...then.keys()].filter((item) => !now.some((each) => each.item === item));
  return [
    ...now
      .filter(({ item, rank }) => then.get(item) !== rank)
      .map(({ item, rank }): Edit => ({ edit: "put", id, field: name, item, rank })),
    ...taken.map((item): Edit => ({ edit: "take", id, field: name, item })),
  ];
}

function readable(said: Said | null, field: Field, called: (id: string) => string): Said | null {
  if (typeof said === "object" && said !== null)
    return field.to === undefined ? said : said.map(called);
  const refers = field.type === "ref" && typeof said === "string" && /^@[^@]/.test(said);
  return refers ? called(said.slice(1).replace(/#+$/, "")) : said;
}
