import type { Edit, Rec } from "../../doc/edit";
import { fieldOf, kindOf, mayLieIn } from "../../doc/schema";
import { chosenLanes, laneEdits, LANES } from "../lanes";
import type { Desk } from "../desk";
import { isCard, proseOf, titleOf } from "../kinds";
import { cardsAt } from "../layout";
import { called, childrenOf, idFor, newId } from "../new_record";
import { placesAmong } from "../places";
import { selectedInOrder } from "../selecting";
import { makeCards } from "./cards";
import { leavesNothing } from "./ideas";
import { revealLane } from "./lane";
import { sayMoved } from "./where";

// Moving cards, steps, stages and lanes. Whatever can be dragged is moved by these, and by a key as well.

/**
 * Whether a card can become one of a kind, or is one: one that lies in another card is not made of what lies in a step. An idea brings what
 * its action lies in.
 */
export function mayBecome(record: Rec, kind: string): boolean {
  return record.kind === kind || mayLieIn(kind, "step") || isPlanOf(record, kind);
}

/** An idea that something is to be done about. */
function isPlanOf(record: Rec, kind: string): boolean {
  return record.kind === "idea" && kind === "action";
}

/** What hurts does not go away by what could be better: the pain stays, and an opportunity names it. */
function stays(record: Rec, kind: string): boolean {
  return record.kind === "pain" && kind === "opportunity";
}

/** Puts cards into a cell before the card at `index`; cards of another kind become cards of that lane. */
export function putCards(
  desk: Desk,
  ids: readonly string[],
  kind: string,
  step: string,
  index: number,
): boolean {
  const layout = desk.layout();
  const records = ids.flatMap((id) => layout.alive.get(id) ?? []).filter(isCard);
  const unfit = records.find((record) => !mayBecome(record, kind));
  if (unfit !== undefined) {
    tellUnfit(desk, unfit, kind);
    return false;
  }
  if (!records.every((record) => leavesNothing(desk, record, kind))) return false;
  const stay = records.filter((record) => record.kind === kind);
  const edits: Edit[] = [];
  const focused: string[] = [];
  if (stay.length > 0) edits.push(...moves(desk, stay, step, index));
  focused.push(...stay.map(({ id }) => id));
  for (const record of records.filter((record) => record.kind !== kind)) {
    const turned = turning(desk, record, kind, step, index + focused.length);
    edits.push(...turned.edits);
    focused.push(turned.id);
  }
  if (!desk.change(edits, "why-move")) return false;
  const first = focused[0];
  if (first !== undefined) desk.focus(first);
  desk.ui.set({ selected: new Set(focused) });
  const left = records.filter((record) => stays(record, kind));
  if (left.length > 0) tellStays(desk, left);
  else sayMoved(desk, focused);
  return true;
}

/** Says that the pains are there still. */
function tellStays(desk: Desk, pains: readonly Rec[]): void {
  desk.say(
    desk.t("edit-opportunities-made", {
      count: pains.length,
      pain: titleOf(pains[0] ?? null) || desk.t("edit-unnamed"),
    }),
  );
}

/** Says why a card cannot become one of a lane: only what lies in a step can, and what is measured is nobody's card. */
export function tellUnfit(desk: Desk, record: Rec, kind: string): void {
  const { t } = desk;
  const name = titleOf(record) || t("edit-unnamed");
  const above = kindOf(kind)?.parents[0];
  const text =
    above === undefined
      ? t("edit-cannot-hold", { name, lane: t(`edit-lane-${kind}`) })
      : t("edit-cannot-become", {
          name,
          kind: t(`edit-kind-${kind}`),
          above: t(`edit-kind-${above}`),
        });
  desk.ui.set({ toast: { text, undo: false } });
  desk.say(text);
}

/** Edits that put cards of one kind into a cell before the card at `index`. */
export function moves(desk: Desk, records: readonly Rec[], step: string, index: number): Edit[] {
  const [first] = records;
  if (first === undefined) return [];
  const ids = records.map(({ id }) => id);
  const cell = cardsAt(desk.layout(), first.kind, step);
  if (mayLieIn(first.kind, "step")) {
    const { ranks, others } = placesAmong(cell, index, ids);
    return [
      ...others,
      ...ids.map((id): Edit => ({ edit: "move", id, parent: step, rank: ranks.get(id) ?? "V" })),
    ];
  }
  // Actions lie in an opportunity: within the step they keep theirs, in another they need one.
  const edits: Edit[] = [];
  const snapshot = desk.live.snapshot();
  for (const record of records) {
    if (desk.layout().stepOf.get(record.id) === step) continue;
    const above = record.parent === null ? undefined : snapshot.records.get(record.parent);
    if (above === undefined) continue;
    const homes = cardsAt(desk.layout(), above.kind, step);
    const isFree = ({ id }: Rec) => childrenOf(snapshot, id, record.kind).length === 0;
    // Back where it lay before, if it can be.
    const free = homes.find((home) => home.id === above.id && isFree(home)) ?? homes.find(isFree);
    if (free !== undefined)
      edits.push({ edit: "move", id: record.id, parent: free.id, rank: record.rank });
    else {
      const id = newId();
      const { ranks, others } = placesAmong(homes, homes.length, [id]);
      edits.push(
        ...others,
        {
          edit: "add",
          id,
          kind: above.kind,
          parent: step,
          rank: ranks.get(id) ?? "V",
          fields: titleOf(above) === "" ? {} : { [proseOf(above.kind)]: titleOf(above) },
        },
        { edit: "move", id: record.id, parent: id, rank: record.rank },
      );
    }
  }
  return edits;
}

export interface Turned {
  id: string;
  edits: Edit[];
}

/** A card made anew as another kind, with its words, what else that kind can say, and the talk about it. */
export function turning(
  desk: Desk,
  record: Rec,
  kind: string,
  step: string,
  index: number,
): Turned {
  if (stays(record, kind)) return naming(desk, record, kind, step, index);
  const { id, edits } = isPlanOf(record, kind)
    ? planning(desk, record, kind, step)
    : renewing(desk, record, kind, step, index);
  for (const [field, value] of Object.entries(record.values)) {
    const known = fieldOf(kind, field);
    if (known !== undefined && known.type === fieldOf(record.kind, field)?.type)
      edits.push({ edit: "set", id, field, value });
  }
  for (const [field, items] of Object.entries(record.sets)) {
    const known = fieldOf(kind, field);
    if (known?.type === "set" && known.to === fieldOf(record.kind, field)?.to)
      for (const { item, rank } of items) edits.push({ edit: "put", id, field, item, rank });
  }
  for (const child of desk.live.snapshot().children(record.id))
    if (mayLieIn(child.kind, kind))
      edits.push({ edit: "move", id: child.id, parent: id, rank: child.rank });
  edits.push({ edit: "remove", id: record.id });
  return { id, edits };
}

function renewing(desk: Desk, record: Rec, kind: string, step: string, index: number): Turned {
  const id = newId();
  const fields = called(kind, titleOf(record));
  return { id, edits: makeCards(desk, kind, step, index, [{ id, fields }]) };
}

/** A planned action with an opportunity of its own, both called as the idea was: what others lie in is about something else. */
function planning(desk: Desk, idea: Rec, kind: string, step: string): Turned {
  const above = newId();
  const id = idFor(desk.live.snapshot(), above, kind);
  const fields = called(kind, titleOf(idea), { status: "planned" });
  const edits = makeCards(desk, kind, step, 0, [{ id, fields }]);
  const words = titleOf(idea);
  const home = kindOf(kind)?.parents[0];
  if (words !== "" && home !== undefined)
    edits.push({ edit: "write", id: above, field: proseOf(home), text: words });
  return { id, edits };
}

/** An opportunity for what hurts, called by it. The claim stays with the pain: what an opportunity is worth is another one. */
function naming(desk: Desk, pain: Rec, kind: string, step: string, index: number): Turned {
  const id = newId();
  const text = titleOf(pain) === "" ? "" : desk.t("edit-opportunity-for", { pain: titleOf(pain) });
  return { id, edits: makeCards(desk, kind, step, index, [{ id, fields: called(kind, text) }]) };
}

/** Turns the selected cards into another kind where they stand. */
export function turnSelected(desk: Desk, kind: string): void {
  const layout = desk.layout();
  const records = selectedInOrder(desk).flatMap((id) => layout.alive.get(id) ?? []);
  const edits: Edit[] = [];
  const made: string[] = [];
  const left: Rec[] = [];
  for (const record of records) {
    const step = layout.stepOf.get(record.id);
    if (step === undefined || !isCard(record) || record.kind === kind) continue;
    if (!mayBecome(record, kind) || !leavesNothing(desk, record, kind)) continue;
    const end = cardsAt(layout, kind, step).length;
    const turned = turning(desk, record, kind, step, end + made.length);
    edits.push(...turned.edits);
    made.push(turned.id);
    if (stays(record, kind)) left.push(record);
  }
  if (made[0] !== undefined && desk.change(edits, "why-turn")) {
    const lane = LANES.find((lane) => lane.kind === kind);
    if (lane !== undefined) revealLane(desk, lane);
    desk.focus(made[0]);
    desk.ui.set({ selected: new Set(made) });
    if (left.length > 0) tellStays(desk, left);
    else desk.say(desk.t("edit-turned", { count: made.length, kind: desk.t(`edit-kind-${kind}`) }));
  }
}

/** Puts steps into a stage before its step at `index`. */
export function putSteps(
  desk: Desk,
  ids: readonly string[],
  stage: string,
  index: number,
): boolean {
  return put(desk, ids, stage, childrenOf(desk.live.snapshot(), stage, "step"), index);
}

export function putStages(desk: Desk, ids: readonly string[], index: number): boolean {
  const stages = desk.layout().stages.map(({ stage }) => stage);
  return put(desk, ids, desk.layout().map.id, stages, index);
}

function put(
  desk: Desk,
  ids: readonly string[],
  parent: string,
  siblings: readonly Rec[],
  index: number,
): boolean {
  const { ranks, others } = placesAmong(siblings, index, ids);
  return desk.change(
    [
      ...others,
      ...ids.map((id): Edit => ({ edit: "move", id, parent, rank: ranks.get(id) ?? "V" })),
    ],
    "why-move",
  );
}

/** Puts a lane before the one at `index` of those that are shown. */
export function putLane(desk: Desk, lane: string, index: number): boolean {
  const all = [...chosenLanes(desk.layout())];
  const before = desk.lanes()[index]?.id;
  const rest = all.filter((id) => id !== lane);
  const at = before === undefined || before === lane ? -1 : rest.indexOf(before);
  if (before === lane) return true;
  rest.splice(at < 0 ? rest.length : at, 0, lane);
  return desk.change(laneEdits(desk.layout(), rest), "why-lanes");
}
