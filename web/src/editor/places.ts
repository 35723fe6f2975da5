import { between, place, type Ranked } from "../doc/rank";
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

/** Ranks for items in order between two. */
export function ranksBetween(
  low: string | null,
  high: string | null,
  items: readonly string[],
): string[] {
  let last = low;
  return items.map((item) => {
    last = between(last, high, item);
    return last;
  });
}
