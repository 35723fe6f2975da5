import { fieldsOf, kindOf } from "../../doc/schema";
import type { Desk } from "../desk";
import { proseOf, titleOf } from "../kinds";
import { cardsAt } from "../layout";
import { find, nearest, neighbour } from "../navigation";
import { adding, newId } from "../new_record";
import { cellSpot, placeOf, type Spot } from "../spots";
import type { Caret, Draft, Editing } from "../ui_state";
import { idNow, idsFor, makeCards } from "./cards";
import { settleTyped } from "./typing";
import { whereIs } from "./where";

// Writing in place: every letter is in the map once it has been painted, an empty card is never made, and Escape takes back what was written.

export interface Begin {
  /** The field it is called by unless another is said. */
  field?: string;
  caret?: Caret;
  /** Group of undo in which it was made just now, to be written in. */
  fresh?: string;
  from?: Spot | null;
}

let opened = 0;

/** A group of undo of its own. */
export function newGroup(): string {
  opened += 1;
  return `open ${opened}`;
}

/** Opens a record for writing. */
export function startWriting(desk: Desk, id: string, begin: Begin = {}): void {
  const from = begin.from ?? desk.ui.get().focus;
  stopWriting(desk);
  const record = desk.layout().alive.get(id);
  if (record === undefined) return;
  desk.focus(id);
  // Ways and hand-overs are written beside the map, where their ends can be chosen too.
  if (kindOf(record.kind)?.place === "arc") {
    desk.ui.set({ panel: "details" });
    return;
  }
  desk.ui.set({
    editing: {
      record: id,
      field: begin.field ?? proseOf(record.kind),
      draft: null,
      fresh: begin.fresh !== undefined,
      group: begin.fresh ?? newGroup(),
      caret: begin.caret ?? "end",
      from,
    },
  });
}

/** Opens a card that is not there yet, before the card at `index` of a cell. */
export function startDraft(desk: Desk, lane: string, step: string, index?: number): void {
  const kind = desk.lanes().find(({ id }) => id === lane)?.kind ?? null;
  if (kind === null) return;
  const from = desk.ui.get().focus;
  stopWriting(desk);
  const at = index ?? cardsAt(desk.layout(), kind, step).length;
  const draft: Draft = { kind, lane, column: step, index: at, made: false };
  const record = idsFor(desk, kind, step, 1)[0] ?? newId();
  desk.ui.set({
    focus: record,
    selected: new Set(),
    anchor: record,
    editing: {
      record,
      field: proseOf(kind),
      draft,
      fresh: true,
      group: newGroup(),
      caret: "end",
      from,
    },
  });
}

/** Opens the touchpoints or channels of a step for typing, wherever they are shown. */
export function openNames(
  desk: Desk,
  step: string,
  field: "touchpoints" | "channels",
  spot: Spot = step,
): void {
  const from = desk.ui.get().focus;
  stopWriting(desk);
  desk.focus(spot);
  desk.ui.set({
    editing: {
      record: step,
      field,
      draft: null,
      fresh: false,
      group: newGroup(),
      caret: "end",
      from,
    },
  });
}

/** What was typed goes to the map; the first letter makes the card. */
export function write(desk: Desk, text: string): void {
  const { editing } = desk.ui.get();
  if (editing === null) return;
  const { field, draft, group } = editing;
  if (draft === null || draft.made) {
    desk.change([{ edit: "write", id: editing.record, field, text }], "why-write", group);
    return;
  }
  if (text === "") return;
  const record = idNow(desk, draft.kind, draft.column, editing.record);
  if (record !== editing.record) desk.ui.set({ focus: record, anchor: record });
  const card = { id: record, fields: { [field]: text } };
  const edits = makeCards(desk, draft.kind, draft.column, draft.index, [card]);
  // Said before it is done: at no moment the card stands there twice.
  desk.ui.set({ editing: { ...editing, record, draft: { ...draft, made: true } } });
  if (!desk.change(edits, "why-add", group)) desk.ui.set({ editing });
}

/** Leaves the text as it is. What was made and never named goes again. Whoever went elsewhere meanwhile stays there. */
export function stopWriting(desk: Desk): void {
  settleTyped();
  const { editing } = desk.ui.get();
  if (editing === null) return;
  desk.ui.set({ editing: null });
  if (isNothing(desk, editing)) {
    takeBack(desk, editing);
    return;
  }
  const { focus, selected } = desk.ui.get();
  if (focus !== editing.record) return;
  if (!selected.has(focus)) desk.focus(focus);
  const record = desk.layout().alive.get(focus);
  if (record !== undefined && !editing.fresh && desk.live.undoable()?.group === editing.group)
    desk.say(desk.t("edit-written", { name: titleOf(record) || desk.t("edit-unnamed") }));
  if (editing.fresh && record !== undefined)
    desk.say(
      desk.t("edit-added", {
        kind: desk.t(`edit-kind-${record.kind}`),
        name: titleOf(record),
        where: whereIs(desk, focus),
      }),
    );
}

/** Leaves the text as it was before it was opened; redo brings back what had been written. */
export function cancelWriting(desk: Desk): void {
  settleTyped();
  const { editing } = desk.ui.get();
  if (editing === null) return;
  desk.ui.set({ editing: null });
  const written = desk.live.undoable()?.group === editing.group;
  takeBack(desk, editing);
  if (written) desk.say(desk.t("edit-write-cancelled"));
}

/** Undoes what was made while a text was open, and puts the focus on what is there. */
function takeBack(desk: Desk, { record, draft, group, from }: Editing): void {
  const before = desk.rows();
  while (desk.live.undoable()?.group === group) desk.live.undo();
  if (desk.ui.get().focus !== record) return;
  const rows = desk.rows();
  const cell = draft === null ? null : cellSpot(draft.lane, draft.column);
  const spots = [record, from, cell];
  const spot = spots.find((one) => one !== null && find(rows, one) !== null);
  const next = spot ?? nearest(before, rows, [record]);
  if (next !== null) desk.focus(next);
}

/** It was made to be written in, and nothing was written, neither in it nor elsewhere. */
function isNothing(desk: Desk, { record, draft, fresh, group }: Editing): boolean {
  if (draft !== null && !draft.made) return true;
  const there = desk.layout().alive.get(record);
  return (
    fresh &&
    there !== undefined &&
    Object.values(there.text).every((text) => text === "") &&
    desk.live.snapshot().children(record).length === 0 &&
    desk.live.undoable()?.group === group
  );
}

/**
 * Enter in a text: done; where something new was written, on to the next card, step or stage. So it is where words were written over: the
 * next letter would write over them again.
 */
export function writeNext(desk: Desk): void {
  settleTyped();
  const { editing } = desk.ui.get();
  if (editing === null) return;
  const isNew = editing.fresh && !isNothing(desk, editing);
  const isOver = editing.caret === "all" && desk.live.undoable()?.group === editing.group;
  stopWriting(desk);
  const next = isOver ? besides(desk, editing.record) : null;
  if (next !== null) {
    desk.focus(next);
    return;
  }
  if (!isNew && !isOver) return;
  const { draft, record } = editing;
  if (draft === null) addAfter(desk, record);
  else startDraft(desk, draft.lane, draft.column, draft.index + 1);
}

/** What stands after a record among those it lies with: the next stage, the next step of the stage, the next card of the cell. */
function besides(desk: Desk, id: string): string | null {
  const layout = desk.layout();
  const record = layout.alive.get(id);
  if (record === undefined) return null;
  const step = layout.stepOf.get(id);
  const among =
    step !== undefined && step !== id
      ? cardsAt(layout, record.kind, step)
      : desk.live
          .snapshot()
          .children(record.parent ?? "")
          .filter(({ kind }) => kind === record.kind);
  return among[among.findIndex((one) => one.id === id) + 1]?.id ?? null;
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
  addNamed(desk, stage, "step", index);
}

/** A stage; its first step is begun in the column under it. */
export function addStage(desk: Desk, index: number): void {
  addNamed(desk, desk.layout().map.id, "stage", index);
}

function addNamed(desk: Desk, parent: string, kind: string, index: number): void {
  const from = desk.ui.get().focus;
  stopWriting(desk);
  const { id, edits } = adding(desk.live.snapshot(), parent, kind, {}, index);
  const fresh = newGroup();
  if (desk.change(edits, "why-add", fresh)) startWriting(desk, id, { fresh, from });
}

/** Tab in a text: the next text of the record's own, else of the next column. */
export function writeBeside(desk: Desk, by: 1 | -1): void {
  settleTyped();
  const { editing } = desk.ui.get();
  if (editing === null) return;
  const layout = desk.layout();
  const record = layout.alive.get(editing.record);
  if (record !== undefined && (record.kind === "step" || record.kind === "stage")) {
    const texts = fieldsOf(record.kind).filter(({ type }) => type === "text");
    const next = texts[texts.findIndex(({ field }) => field === editing.field) + by];
    if (next !== undefined && isShown(desk, record.kind, next.field)) {
      desk.ui.set({ editing: { ...editing, field: next.field, caret: "end" } });
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
export function openSpot(desk: Desk, spot: string, caret: Caret = "end"): void {
  const place = placeOf(spot);
  if (place.at === "record") startWriting(desk, place.id, { caret });
  else if (place.at === "cell") {
    const lane = desk.lanes().find(({ id }) => id === place.lane);
    if (place.lane === "steps") addStep(desk, place.column, 0);
    else if (lane?.kind == null) {
      desk.focus(spot);
      lane?.open?.(desk, place.column);
    } else startDraft(desk, place.lane, place.column);
  } else desk.focus(spot);
}
