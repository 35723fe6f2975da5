import { expect, test } from "vitest";
import { aloneMap } from "../../doc/for_tests/alone";
import type { LiveMap } from "../../doc/live_map";
import { movedHere } from "../clip/moved";
import { clipOf } from "../clip/pieces";
import { makeDesk, type Desk } from "../desk";
import { titleOf } from "../kinds";
import { cardsAt } from "../layout";
import { sampleRecords } from "../for_tests/sample_records";
import { createUi } from "../ui_state";
import { nudgeFeeling } from "./lane";
import { putCards } from "./move";
import { nudge } from "./nudge";
import { removeAll, removeSelected } from "./remove";
import { addComment, toggleVote } from "./talk";
import { redo, undo, undoDeed } from "./undo";
import { addAfter, cancelWriting, startDraft, startWriting, stopWriting, write } from "./write";

async function desk(): Promise<{ desk: Desk; live: LiveMap }> {
  const live = await aloneMap(sampleRecords());
  return { desk: makeDesk("m", live, createUi(), (key) => key), live };
}

function titles({ layout }: Desk, lane: string, step: string): string[] {
  return cardsAt(layout(), lane, step).map(titleOf);
}

test("a name that is typed is one step of undo with what it names, and the focus goes to the neighbour", async () => {
  const { desk: it } = await desk();
  it.focus("step-Pays");
  addAfter(it, "step-Pays");
  for (const text of ["W", "Wa", "Waits"]) write(it, text);
  stopWriting(it);
  const made = it.ui.get().focus ?? "";
  expect(titleOf(it.layout().alive.get(made) ?? null)).toBe("Waits");
  undo(it);
  expect(it.layout().columns).toHaveLength(8);
  expect(it.ui.get().said).toContain("edit-undone-what");
  // The step that stands in its place.
  const pays = it.layout().columnOf.get("step-Pays") ?? 0;
  expect(it.ui.get().focus).toBe(it.layout().columns[pays + 1]?.key);
  redo(it);
  expect(titleOf(it.layout().alive.get(made) ?? null)).toBe("Waits");
  expect(it.ui.get().focus).toBe(made);
  expect([...it.ui.get().selected]).toEqual([made]);
});

test("Escape takes back all that was written since the text was opened, and redo brings it again", async () => {
  const { desk: it, live } = await desk();
  startWriting(it, "pain-3ds");
  write(it, "Gone wrong");
  cancelWriting(it);
  expect(titles(it, "pain", "step-Pays")).toEqual(["3-D Secure fails on iOS"]);
  expect(live.canUndo()).toBe(false);
  redo(it);
  expect(titles(it, "pain", "step-Pays")).toEqual(["Gone wrong"]);
  // A new one goes with its words.
  startDraft(it, "pain", "step-Reads-reviews");
  write(it, "Half");
  cancelWriting(it);
  expect(titles(it, "pain", "step-Reads-reviews")).toEqual([]);
});

test("undo goes to what it changed, wherever the focus was", async () => {
  const { desk: it } = await desk();
  nudgeFeeling(it, "step-Pays", 0.5);
  removeAll(it, ["pain-price"]);
  it.focus("step-Sees-the-ad");
  undo(it);
  expect(it.ui.get().focus).toBe("pain-price");
  undo(it);
  expect(it.ui.get().focus).toBe("cell emotion step-Pays");
});

test("undo and redo leave alone what people say to each other", async () => {
  const { desk: it, live } = await desk();
  nudgeFeeling(it, "step-Pays", 0.5);
  undo(it);
  const said = () => it.layout().talk.get("pain-price");
  const before = said()?.comments ?? 0;
  addComment(it, "pain-price", "Is this still so?", []);
  toggleVote(it, "pain-price");
  expect(live.canUndo()).toBe(false);
  // What can be done again still can.
  redo(it);
  undo(it);
  expect(said()?.comments).toBe(before + 1);
  expect(said()?.voters).toContain(live.me.id);
  // What a card says goes with the card, and comes with it again.
  removeAll(it, ["pain-price"]);
  undo(it);
  expect(said()?.comments).toBe(before + 1);
});

test("what was cut stays in its lane with the focus, and is the same card where it is pasted", async () => {
  const { desk: it, live } = await desk();
  const clip = (ids: string[]) => ({
    ...clipOf(live.snapshot(), it.layout(), ids),
    cut: { map: it.id, ids },
  });
  startDraft(it, "pain", "step-Pays");
  write(it, "Second");
  stopWriting(it);
  const second = it.ui.get().focus ?? "";
  const cut = clip(["pain-3ds"]);
  it.focus("pain-3ds");
  removeAll(it, ["pain-3ds"], "why-cut");
  expect(it.ui.get().focus).toBe(second);
  removeAll(it, [second], "why-cut");
  expect(it.ui.get().focus).toBe("cell pain step-Pays");
  const column = it.layout().columnOf.get("step-Reads-reviews") ?? 0;
  const moved = movedHere(it, cut, { column, after: null });
  expect(moved?.ids).toEqual(["pain-3ds"]);
  expect(it.change(moved?.edits ?? [], "why-paste")).toBe(true);
  expect(titles(it, "pain", "step-Reads-reviews")).toEqual(["3-D Secure fails on iOS"]);
  expect(it.layout().talk.get("pain-3ds")).toMatchObject({ votes: 2, comments: 1 });
  expect(live.snapshot().records.get("pain-3ds")?.gone).toBeNull();
  // Pasted once more, or in another map, it is made anew.
  expect(movedHere(it, cut, { column, after: null })).toBeNull();
  expect(movedHere({ ...it, id: "other" }, clip([]), { column, after: null })).toBeNull();
});

test("a step that was cut is pasted as itself, with all that lies in it", async () => {
  const { desk: it, live } = await desk();
  const cut = {
    ...clipOf(live.snapshot(), it.layout(), ["step-Pays"]),
    cut: { map: it.id, ids: ["step-Pays"] },
  };
  it.focus("step-Pays");
  const next = it.layout().columns[(it.layout().columnOf.get("step-Pays") ?? 0) + 1]?.key;
  removeAll(it, ["step-Pays"], "why-cut");
  expect(it.ui.get().focus).toBe(next);
  const moved = movedHere(it, cut, { column: 0, after: null });
  expect(it.change(moved?.edits ?? [], "why-paste")).toBe(true);
  expect(it.layout().columns[1]?.key).toBe("step-Pays");
  expect(titles(it, "pain", "step-Pays")).toEqual(["3-D Secure fails on iOS"]);
});

test("a deed is undone by its number only while nothing came after it", async () => {
  const { desk: it, live } = await desk();
  it.focus("pain-3ds");
  removeSelected(it);
  const deed = live.undoable()?.number ?? 0;
  nudgeFeeling(it, "step-Pays", 0.5);
  undoDeed(it, deed);
  expect(titles(it, "pain", "step-Pays")).toEqual([]);
  undo(it);
  undoDeed(it, deed);
  expect(titles(it, "pain", "step-Pays")).toEqual(["3-D Secure fails on iOS"]);
});

test("moving says where to; what a lane cannot hold says why", async () => {
  const { desk: it } = await desk();
  it.focus("step-Pays");
  nudge(it, "left");
  expect(it.ui.get().said).toContain("edit-moved-to");
  it.focus("pain-3ds");
  expect(putCards(it, ["pain-3ds"], "action", "step-Pays", 0)).toBe(false);
  expect(it.ui.get().said).toBe("edit-cannot-become");
  expect(it.ui.get().toast?.text).toBe("edit-cannot-become");
});

test("an empty new card is nothing to remove", async () => {
  const { desk: it } = await desk();
  it.focus("pain-3ds");
  addAfter(it, "pain-3ds");
  removeSelected(it);
  expect(titles(it, "pain", "step-Pays")).toEqual(["3-D Secure fails on iOS"]);
});
