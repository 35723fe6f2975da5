import { place, type Ranked } from "../doc/rank";
import type { Edit, Rec } from "../doc/edit";

// Ranks for what is put among siblings.

export interface Places {
  /** By id of what is put there. */
  ranks: ReadonlyMap<string, string>;
  /** Siblings that stood at one rank and must be told apart. */
  others: Edit[];
}

/** Ranks for records put, in this order, before the sibling at `index`; those among them that are siblings already do not count. */
export function placesAmong(
  siblings: readonly Rec[],
  index: number,
  ids: readonly string[],
): Places {
  const before = siblings.slice(0, index).filter(({ id }) => ids.includes(id)).length;
  let list: Ranked[] = siblings.filter(({ id }) => !ids.includes(id));
  const rankOf = new Map<string, string>();
  ids.forEach((id, i) => {
    const moves = place(list, index - before + i, id);
    for (const move of moves) rankOf.set(move.id, move.rank);
    const next = list.map((one) => ({ id: one.id, rank: rankOf.get(one.id) ?? one.rank }));
    next.splice(index - before + i, 0, { id, rank: rankOf.get(id) ?? "V" });
    list = next;
  });
  const others: Edit[] = [];
  for (const [id, rank] of rankOf) {
    const sibling = ids.includes(id) ? undefined : siblings.find((one) => one.id === id);
    if (sibling !== undefined)
      others.push({ edit: "move", id, parent: sibling.parent ?? "map", rank });
  }
  return { ranks: rankOf, others };
}

/** Edits that put an item behind all others of a set; those get new places too where there is no room behind them. */
export function putLast(record: Rec, field: string, item: string): Edit[] {
  const others = (record.sets[field] ?? []).filter((each) => each.item !== item);
  const list = others.map((each) => ({ id: each.item, rank: each.rank }));
  return place(list, list.length, item).map((move) => putAt(record.id, field, move));
}

/**
 * Edits that put the items of a set in an order: `staying` are those whose ranks rise in it. The others get new places, and all of
 * them where there is no room between two.
 */
export function putInOrder(
  record: Rec,
  field: string,
  wanted: readonly string[],
  staying: ReadonlySet<string>,
): Edit[] {
  const known = new Map(record.sets[field]?.map(({ item, rank }) => [item, rank]));
  let list: Ranked[] = wanted
    .filter((item) => staying.has(item))
    .map((item) => ({ id: item, rank: known.get(item) ?? "" }));
  for (const [at, item] of wanted.entries()) {
    if (staying.has(item)) continue;
    const moves = new Map(place(list, at, item).map(({ id, rank }) => [id, rank]));
    list = list.map(({ id, rank }) => ({ id, rank: moves.get(id) ?? rank }));
    list.splice(at, 0, { id: item, rank: moves.get(item) ?? "V" });
  }
  const moved = list.filter(({ id, rank }) => known.get(id) !== rank);
  return moved.map((move) => putAt(record.id, field, move));
}

function putAt(id: string, field: string, { id: item, rank }: Ranked): Edit {
  return { edit: "put", id, field, item, rank };
}
