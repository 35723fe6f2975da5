import type { Edit, Fields } from "../../doc/edit";
import { kindOf } from "../../doc/schema";
import type { Desk } from "../desk";
import { cardsAt } from "../layout";
import { childrenOf, newId } from "../new_record";
import { placesAmong } from "../places";

// New cards in a cell, of whatever kind.

export interface NewCard {
  id: string;
  fields: Fields;
}

/** Edits that put new cards before the one at `index` of a cell. What they must lie in and is not there is made as well. */
export function makeCards(
  desk: Desk,
  kind: string,
  step: string,
  index: number,
  cards: readonly NewCard[],
): Edit[] {
  const parents = kindOf(kind)?.parents ?? [];
  if (!parents.includes("step") && !parents.includes("*"))
    return makeInside(desk, kind, parents[0] ?? "step", step, cards);
  const ids = cards.map(({ id }) => id);
  const { ranks, others } = placesAmong(cardsAt(desk.layout(), kind, step), index, ids);
  return [
    ...others,
    ...cards.map(({ id, fields }): Edit => ({
      edit: "add",
      id,
      kind,
      parent: step,
      rank: ranks.get(id) ?? "V",
      fields,
    })),
  ];
}

/** Actions lie in opportunities: each takes the next that has none, or a new one. */
function makeInside(
  desk: Desk,
  kind: string,
  above: string,
  step: string,
  cards: readonly NewCard[],
): Edit[] {
  const snapshot = desk.live.snapshot();
  const homes = cardsAt(desk.layout(), above, step);
  const free = homes.filter(({ id }) => childrenOf(snapshot, id, kind).length === 0);
  const edits: Edit[] = [];
  const made = cards.slice(free.length).map(() => newId());
  const { ranks, others } = placesAmong(homes, homes.length, made);
  edits.push(...others);
  cards.forEach(({ id, fields }, i) => {
    let parent = free[i]?.id;
    if (parent === undefined) {
      parent = made[i - free.length] ?? newId();
      const rank = ranks.get(parent) ?? "V";
      edits.push({ edit: "add", id: parent, kind: above, parent: step, rank, fields: {} });
    }
    edits.push({ edit: "add", id, kind, parent, rank: "V", fields });
  });
  return edits;
}
