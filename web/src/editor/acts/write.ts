import { fieldsOf, kindOf } from "../../doc/schema";
import type { Desk } from "../desk";
import { proseOf } from "../kinds";
import { cardsAt } from "../layout";
import { neighbour } from "../navigation";
import { adding, newId } from "../new_record";
import { cellSpot, placeOf } from "../spots";
import type { Draft } from "../ui_state";
import { idNow, idsFor, makeCards } from "./cards";

// Writing in place: every letter is in the map at once, and an empty card is never made.

/** Opens a record for writing, in the field it is called by unless another is said. */
export function startWriting(desk: Desk, id: string, field?: string): void {
  const record = desk.layout().alive.get(id);
  if (record === undefined) return;
  desk.focus(id);
  // Ways and hand-overs are written beside the map, where their ends can be chosen too.
  if (kindOf(record.kind)?.place === "arc") {
    desk.ui.set({ panel: "details" });
    return;
  }
  desk.ui.set({ editing: { record: id, field: field ?? proseOf(record.kind), draft: null } });
}

/** Opens a card that is not there yet, before the card at `index` of a cell. */
export function startDraft(desk: Desk, lane: string, step: string, index?: number): void {
  const kind = desk.lanes().find(({ id }) => id === lane)?.kind ?? null;
  if (kind === null) return;
  const at = index ?? cardsAt(desk.layout(), kind, step).length;
  const draft: Draft = { kind, lane, column: step, index: at, made: false };
  const record = idsFor(desk, kind, step, 1)[0] ?? newId();
  desk.ui.set({
    focus: record,
    selected: new Set(),
    anchor: record,
    editing: { record, field: proseOf(kind), draft },
  });
}

/** What was typed goes to the map; the first letter makes the card. */
export function write(desk: Desk, text: string): void {
  const { editing } = desk.ui.get();
  if (editing === null) return;
  const { field, draft } = editing;
  if (draft === null || draft.made) {
    desk.change([{ edit: "write", id: editing.record, field, text }], "why-write");
    return;
  }
  if (text === "") return;
  const record = idNow(desk, draft.kind, draft.column, editing.record);
  if (record !== editing.record) desk.ui.set({ focus: record, anchor: record });
  const card = { id: record, fields: { [field]: text } };
  const edits = makeCards(desk, draft.kind, draft.column, draft.index, [card]);
  // Said before it is done: at no moment the card stands there twice.
  desk.ui.set({ editing: { record, field, draft: { ...draft, made: true } } });
  if (!desk.change(edits, "why-add")) desk.ui.set({ editing });
}

/** Leaves the text. A step or stage that was made and never named goes again. */
export function stopWriting(desk: Desk): void {
  const { editing } = desk.ui.get();
  if (editing === null) return;
  desk.ui.set({ editing: null });
  if (editing.draft !== null && !editing.draft.made) {
    const { lane, column } = editing.draft;
    const kind = editing.draft.kind;
    const last = cardsAt(desk.layout(), kind, column).at(-1);
    desk.focus(last?.id ?? cellSpot(lane, column));
    return;
  }
  const record = desk.layout().alive.get(editing.record);
  if (record === undefined || !isBlank(desk, editing.record)) return;
  const next = neighbour(desk.rows(), editing.record, "left");
  if (desk.change([{ edit: "remove", id: record.id }], "why-remove"))
    desk.focus(next === record.id ? neighbour(desk.rows(), next, "grid_start") : next);
}

/** Nothing is said of it and nothing lies in it. */
export function isBlank(desk: Desk, id: string): boolean {
  const record = desk.record(id);
  return (
    record !== undefined &&
    Object.values(record.text).every((text) => text === "") &&
    Object.keys(record.values).length === 0 &&
    Object.values(record.sets).every((items) => items.length === 0) &&
    desk.live.snapshot().children(id).length === 0
  );
}

/** Enter in a text: the next card of the cell, or the next step or stage. */
export function writeNext(desk: Desk): void {
  const { editing } = desk.ui.get();
  if (editing === null) return;
  const { draft, record } = editing;
  if (draft !== null) {
    const { made, lane, column, index } = draft;
    stopWriting(desk);
    if (made) startDraft(desk, lane, column, index + 1);
    return;
  }
  const blank = isBlank(desk, record);
  stopWriting(desk);
  if (!blank) addAfter(desk, record);
}

/** Makes a new one after a record or in a cell: a card, a step, a stage. */
export function addAfter(desk: Desk, spot: string): void {
  const layout = desk.layout();
  const place = placeOf(spot);
  if (place.at === "cell") {
    if (place.lane === "steps") addStep(desk, place.column, 0);
    else startDraft(desk, place.lane, place.column);
    return;
  }
  if (place.at !== "record") return;
  const record = layout.alive.get(place.id);
  if (record === undefined) return;
  if (record.kind === "stage") {
    addStage(desk, layout.stages.findIndex(({ stage }) => stage.id === record.id) + 1);
  } else if (record.kind === "step" && record.parent !== null) {
    const among = layout.columns.filter(({ stage }) => stage.id === record.parent);
    addStep(desk, record.parent, among.findIndex(({ key }) => key === record.id) + 1);
  } else {
    const step = layout.stepOf.get(record.id);
    const lane = desk.lanes().find(({ kind }) => kind === record.kind);
    if (step === undefined || lane === undefined) return;
    const at = cardsAt(layout, record.kind, step).findIndex(({ id }) => id === record.id);
    startDraft(desk, lane.id, step, at + 1);
  }
}

export function addStep(desk: Desk, stage: string, index: number): void {
  const { id, edits } = adding(desk.live.snapshot(), stage, "step", {}, index);
  if (desk.change(edits, "why-add")) startWriting(desk, id);
}

/** A stage with its first step, so that there is something to hold cards at once. */
export function addStage(desk: Desk, index: number): void {
  const { id, edits } = adding(desk.live.snapshot(), desk.layout().map.id, "stage", {}, index);
  if (desk.change(edits, "why-add")) startWriting(desk, id);
}

/** Tab in a text: the next text of the record's own, else of the next column. */
export function writeBeside(desk: Desk, by: 1 | -1): void {
  const { editing } = desk.ui.get();
  if (editing === null) return;
  const layout = desk.layout();
  const record = layout.alive.get(editing.record);
  if (record !== undefined && (record.kind === "step" || record.kind === "stage")) {
    const texts = fieldsOf(record.kind).filter(({ type }) => type === "text");
    const next = texts[texts.findIndex(({ field }) => field === editing.field) + by];
    if (next !== undefined && isShown(desk, record.kind, next.field)) {
      desk.ui.set({ editing: { record: record.id, field: next.field, draft: null } });
      return;
    }
  }
  const spot = editing.record;
  const lane = editing.draft?.lane;
  const column = editing.draft?.column;
  stopWriting(desk);
  const from =
    lane === undefined || column === undefined || layout.alive.has(spot)
      ? spot
      : cellSpot(lane, column);
  const next = neighbour(desk.rows(), from, by === 1 ? "right" : "left");
  if (next === from) return;
  openSpot(desk, next);
}

function isShown(desk: Desk, kind: string, field: string): boolean {
  const { detail } = desk.ui.get();
  if (field === "name") return true;
  return kind === "step" ? detail !== "sketch" : detail === "full";
}

/** Opens whatever stands at a spot for writing. */
export function openSpot(desk: Desk, spot: string): void {
  const place = placeOf(spot);
  if (place.at === "record") startWriting(desk, place.id);
  else if (place.at === "cell") {
    if (place.lane === "steps") addStep(desk, place.column, 0);
    else if (desk.lanes().find(({ id }) => id === place.lane)?.kind == null) {
      desk.focus(spot);
      if (place.lane === "emotion") desk.ui.set({ feeling: place.column });
    } else startDraft(desk, place.lane, place.column);
  } else desk.focus(spot);
}
