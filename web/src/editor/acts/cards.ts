import type { Edit, Fields, Rec } from "../../doc/edit";
import { kindOf, mayLieIn } from "../../doc/schema";
import type { Desk } from "../desk";
import { cardsAt } from "../layout";
import { childrenOf, homeIn, idFor, newId } from "../new_record";
import { placesAmong } from "../places";

// New cards in a cell, of whatever kind.

export interface NewCard {
  id: string;
  fields: Fields;
}

/** Ids for new cards of a cell; `makeCards` puts those that lie in others where their ids say. */
export function idsFor(desk: Desk, kind: string, step: string, count: number): string[] {
  const above = aboveOf(kind);
  const free = above === null ? [] : freeHomes(desk, kind, above, step);
  const snapshot = desk.live.snapshot();
  return Array.from({ length: count }, (_, i) =>
    above === null ? newId() : idFor(snapshot, free[i]?.id ?? newId(), kind),
  );
}

/** The id that was meant for a new card, or another where that or its place was taken meanwhile. */
export function idNow(desk: Desk, kind: string, step: string, id: string): string {
  const { records } = desk.live.snapshot();
  const above = aboveOf(kind);
  const home = above === null ? null : homeIn(id);
  const fits =
    above === null ||
    home === null ||
    !records.has(home) ||
    freeHomes(desk, kind, above, step).some((one) => one.id === home);
  return fits && !records.has(id) ? id : (idsFor(desk, kind, step, 1)[0] ?? newId());
}

/** Kind of the cards that cards of a kind lie in; `null` for those that lie in a step. */
function aboveOf(kind: string): string | null {
  return mayLieIn(kind, "step") ? null : (kindOf(kind)?.parents[0] ?? null);
}

function freeHomes(desk: Desk, kind: string, above: string, step: string): Rec[] {
  const snapshot = desk.live.snapshot();
  return cardsAt(desk.layout(), above, step).filter(
    ({ id }) => childrenOf(snapshot, id, kind).length === 0,
  );
}

/** Edits that put new cards before the one at `index` of a cell. What they must lie in and is not there is made as well. */
export function makeCards(
  desk: Desk,
  kind: string,
  step: string,
  index: number,
  cards: readonly NewCard[],
): Edit[] {
  const above = aboveOf(kind);
  if (above !== null) return makeInside(desk, kind, above, step, cards);
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

/** Actions lie in opportunities: each in the one that its id follows, else in the next that has none, or a new one. */
function makeInside(
  desk: Desk,
  kind: string,
  above: string,
  step: string,
  cards: readonly NewCard[],
): Edit[] {
  const { records } = desk.live.snapshot();
  const free = freeHomes(desk, kind, above, step);
  const made: string[] = [];
  const parents = cards.map(({ id }) => {
    const named = homeIn(id);
    const own = free.findIndex((home) => home.id === named);
    const isNew = named !== null && !records.has(named);
    const [home] = isNew ? [] : free.splice(Math.max(own, 0), 1);
    if (home !== undefined) return home.id;
    const parent = isNew ? named : newId();
    made.push(parent);
    return parent;
  });
  const homes = cardsAt(desk.layout(), above, step);
  const { ranks, others } = placesAmong(homes, homes.length, made);
  return [
    ...others,
    ...made.map((id): Edit => ({
      edit: "add",
      id,
      kind: above,
      parent: step,
      rank: ranks.get(id) ?? "V",
      fields: {},
    })),
    ...cards.map(({ id, fields }, i): Edit => ({
      edit: "add",
      id,
      kind,
      parent: parents[i] ?? step,
      rank: "V",
      fields,
    })),
  ];
}
