// @vitest-environment jsdom
import { expect, test } from "vitest";
import { aloneMap } from "../../doc/for_tests/alone";
import type { LiveMap } from "../../doc/live_map";
import { clipOf, pasteEdits, readClip, textOf } from "../clip/pieces";
import { run } from "../commands";
import { makeDesk, type Desk } from "../desk";
import { cardsAt } from "../layout";
import { titleOf } from "../kinds";
import { childrenOf } from "../new_record";
import { laneWord } from "../paste/lane_words";
import { readSheet } from "../paste/read_sheet";
import { sheetEdits } from "../paste/sheet_edits";
import { sampleRecords } from "../for_tests/sample_records";
import { selectAll, select, selectedInOrder } from "../selecting";
import { createUi } from "../ui_state";
import { addActionTo } from "./ideas";
import { nudgeFeeling } from "./lane";
import { putCards, putSteps, turnSelected } from "./move";
import { nudge } from "./nudge";
import { removeSelected } from "./remove";
import { toggleVote } from "./talk";
import { addAfter, startDraft, stopWriting, write, writeNext } from "./write";

async function desk(): Promise<{ desk: Desk; live: LiveMap }> {
  const live = await aloneMap(sampleRecords());
  return { desk: makeDesk("m", live, createUi(), (key) => key), live };
}

function titles({ layout }: Desk, lane: string, step: string): string[] {
  return cardsAt(layout(), lane, step).map(titleOf);
}

test("a card is made by its first letter, and the next by Enter; an empty one never", async () => {
  const { desk: it } = await desk();
  startDraft(it, "pain", "step-Pays");
  write(it, "O");
  write(it, "One");
  writeNext(it);
  write(it, "Two");
  writeNext(it);
  stopWriting(it);
  expect(titles(it, "pain", "step-Pays")).toEqual(["3-D Secure fails on iOS", "One", "Two"]);
  expect(it.ui.get().editing).toBeNull();
});

test("a new card stands right after the one it was made from", async () => {
  const { desk: it } = await desk();
  addAfter(it, "pain-3ds");
  write(it, "second");
  stopWriting(it);
  addAfter(it, "pain-3ds");
  write(it, "first");
  stopWriting(it);
  expect(titles(it, "pain", "step-Pays").slice(1)).toEqual(["first", "second"]);
});

test("an action takes an opportunity without one, or brings its own", async () => {
  const { desk: it, live } = await desk();
  startDraft(it, "action", "step-Sees-the-ad");
  write(it, "Try");
  stopWriting(it);
  expect(titles(it, "action", "step-Sees-the-ad")).toEqual(["Try"]);
  const [home] = cardsAt(it.layout(), "opportunity", "step-Sees-the-ad");
  expect(cardsAt(it.layout(), "opportunity", "step-Sees-the-ad")).toHaveLength(1);
  expect(cardsAt(it.layout(), "action", "step-Sees-the-ad")[0]?.id).toBe(
    `${home?.id ?? ""}.action`,
  );
  live.undo();
});

test("an action that somebody else began meanwhile is left alone", async () => {
  const { desk: it } = await desk();
  startDraft(it, "opportunity", "step-Sees-the-ad");
  write(it, "Chance");
  stopWriting(it);
  const home = cardsAt(it.layout(), "opportunity", "step-Sees-the-ad")[0]?.id ?? "";
  startDraft(it, "action", "step-Sees-the-ad");
  const id = `${home}.action`;
  expect(it.ui.get().editing?.record).toBe(id);
  it.change(
    [{ edit: "add", id, kind: "action", parent: home, rank: "V", fields: { text: "Theirs" } }],
    "test",
  );
  write(it, "M");
  write(it, "Mine");
  expect(titles(it, "action", "step-Sees-the-ad")).toEqual(["Theirs", "Mine"]);
  expect(it.ui.get().focus).toBe(it.ui.get().editing?.record);
});

test("what is no action does not become one", async () => {
  const { desk: it } = await desk();
  const [chance] = cardsAt(it.layout(), "opportunity", "step-Pays");
  const before = it.live.snapshot();
  expect(putCards(it, [chance?.id ?? ""], "action", "step-Pays", 0)).toBe(false);
  expect(it.live.snapshot()).toBe(before);
});

test("an opportunity that something is being done about stays one, and says why", async () => {
  const { desk: it } = await desk();
  const [chance] = cardsAt(it.layout(), "opportunity", "step-Pays");
  const id = chance?.id ?? "";
  addActionTo(it, id);
  write(it, "Ask the bank");
  stopWriting(it);
  const before = it.live.snapshot();
  it.focus(id);
  turnSelected(it, "pain");
  expect(it.live.snapshot()).toBe(before);
  expect(putCards(it, [id], "pain", "step-Pays", 0)).toBe(false);
  expect(it.live.snapshot()).toBe(before);
  expect(it.ui.get().toast?.text).toBe("edit-turn-in-use");
  // Without the action it can.
  const [action] = childrenOf(before, id, "action");
  it.change([{ edit: "remove", id: action?.id ?? "" }], "why-remove");
  turnSelected(it, "pain");
  expect(cardsAt(it.layout(), "opportunity", "step-Pays").map((card) => card.id)).not.toContain(id);
});

test("a vote has the id of what it is on and who gave it, and comes back as the same", async () => {
  const { desk: it, live } = await desk();
  const id = `pain-price.vote.${live.me.id}`;
  for (const gone of [null, id, null]) {
    toggleVote(it, "pain-price");
    expect(live.snapshot().records.get(id)?.gone).toBe(gone);
  }
  expect(it.layout().talk.get("pain-price")?.votes).toBe(1);
});

test("a step that is left without a name goes again", async () => {
  const { desk: it } = await desk();
  addAfter(it, "step-Pays");
  expect(it.layout().columns).toHaveLength(9);
  stopWriting(it);
  expect(it.layout().columns).toHaveLength(8);
});

test("cards go between cells, keep their order, and become what the lane holds", async () => {
  const { desk: it } = await desk();
  putCards(it, ["pain-price", "pain-3ds"], "pain", "step-Starts-checkout", 0);
  expect(titles(it, "pain", "step-Starts-checkout")).toEqual([
    "Price changes in the basket",
    "3-D Secure fails on iOS",
    "11 fields before paying",
  ]);
  putCards(it, ["pain-3ds"], "need", "step-Pays", 0);
  expect(titles(it, "need", "step-Pays")).toEqual(["3-D Secure fails on iOS", "Be sure it worked"]);
  const turned = cardsAt(it.layout(), "need", "step-Pays")[0];
  // The talk about it comes along.
  expect(it.layout().talk.get(turned?.id ?? "")).toMatchObject({ votes: 2, comments: 1 });
});

test("steps go between stages", async () => {
  const { desk: it } = await desk();
  const [first] = it.layout().stages;
  putSteps(it, ["step-Pays", "step-Checks-prices"], first?.stage.id ?? "", 0);
  expect(
    it
      .layout()
      .columns.slice(0, 3)
      .map(({ key }) => key),
  ).toEqual(["step-Pays", "step-Checks-prices", "step-Sees-the-ad"]);
});

test("keys move what can be dragged, there and back", async () => {
  const { desk: it } = await desk();
  const order = () => it.layout().columns.map(({ key }) => key);
  it.focus("step-Pays");
  // Within a stage, then over its border, one place at a time.
  for (let i = 0; i < 6; i += 1) nudge(it, "left");
  expect(order()[0]).toBe("step-Pays");
  // One press more than to the edge goes no further.
  for (let i = 0; i < 12; i += 1) nudge(it, "right");
  expect(order().at(-1)).toBe("step-Pays");
  it.focus("lane voice");
  nudge(it, "down");
  expect(
    it
      .lanes()
      .map(({ id }) => id)
      .slice(2, 4),
  ).toEqual(["think", "voice"]);
  it.focus("pain-3ds");
  nudge(it, "left");
  expect(it.layout().stepOf.get("pain-3ds")).not.toBe("step-Pays");
});

test("removing takes all that is selected, and undo brings it back at once", async () => {
  const { desk: it, live } = await desk();
  it.focus("pain-price");
  select(it, "pain-3ds", "range");
  expect(selectedInOrder(it)).toEqual(["pain-price", "pain-fields", "pain-3ds"]);
  removeSelected(it);
  expect(titles(it, "pain", "step-Pays")).toEqual([]);
  expect(it.ui.get().toast).toMatchObject({ undo: live.undoable()?.number });
  live.undo();
  expect(titles(it, "pain", "step-Pays")).toEqual(["3-D Secure fails on iOS"]);
});

test("select all takes the cell, then the lane", async () => {
  const { desk: it } = await desk();
  it.focus("pain-3ds");
  selectAll(it);
  expect(selectedInOrder(it)).toHaveLength(4);
});

test("what is copied can be pasted into another map, names of channels with it", async () => {
  const { desk: it, live } = await desk();
  const clip = clipOf(live.snapshot(), it.layout(), ["step-Pays"]);
  const json = JSON.stringify(clip);
  const other = await aloneMap([]);
  const there = makeDesk("n", other, createUi(), (key) => key);
  there.change(
    [{ edit: "add", id: "s", kind: "stage", parent: "map", rank: "V", fields: { name: "S" } }],
    "test",
  );
  const read = readClip(json);
  if (read === null) throw new Error("no clip");
  const { edits, ids } = pasteEdits(there, read, { column: 0, after: null });
  expect(there.change(edits, "test")).toBe(true);
  const [step = ""] = ids;
  expect(there.layout().alive.get(step)?.text.name).toBe("Pays");
  expect(titles(there, "pain", step)).toEqual(["3-D Secure fails on iOS"]);
  expect(titles(there, "action", step)).toEqual(["Wallet pilot, iOS"]);
  expect([...there.layout().library.values()].map(titleOf).sort()).toEqual(["App", "Bank"]);
});

test("cards are copied as a table that a spreadsheet reads", async () => {
  const { desk: it } = await desk();
  expect(textOf(it.layout(), ["pain-price", "pain-3ds"])).toBe(
    "Checks prices\tPays\nPrice changes in the basket\t3-D Secure fails on iOS",
  );
  expect(textOf(it.layout(), ["pain-3ds"])).toBe("3-D Secure fails on iOS");
  expect(readClip("hello")).toBeNull();
  expect(readClip('{"wayline":2}')).toBeNull();
});

test("a pasted sheet becomes stages, steps and cards", async () => {
  const { desk: it } = await desk();
  const text =
    "Stage\tBuy\t\nStep\tLook\tPay\nChannels\tApp, Kiosk\tApp\nPain points\ta; b\tc\nActions\t\tDo\nEmotion\t-1\t1,5";
  expect(it.change(sheetEdits(it, readSheet(text, laneWord), {}), "test")).toBe(true);
  const steps = it.layout().columns.slice(-2);
  expect(steps.map(({ step }) => step?.text.name)).toEqual(["Look", "Pay"]);
  expect(steps.map(({ step }) => step?.values.value)).toEqual([-1, 1.5]);
  expect(titles(it, "pain", steps[0]?.key ?? "")).toEqual(["a", "b"]);
  expect(titles(it, "action", steps[1]?.key ?? "")).toEqual(["Do"]);
  expect([...it.layout().library.values()].filter((one) => titleOf(one) === "App")).toHaveLength(1);
});

/** Writes an idea with a vote on it, and selects it. */
function idea(it: Desk, words: string): string {
  run(it, "card-idea");
  write(it, words);
  const id = it.ui.get().editing?.record ?? "";
  stopWriting(it);
  toggleVote(it, id);
  it.focus(id);
  return id;
}

test("an idea becomes an opportunity, or an action with an opportunity of its own", async () => {
  const { desk: it } = await desk();
  it.focus("step-Pays");
  const first = idea(it, "What if");
  turnSelected(it, "opportunity");
  expect(titles(it, "opportunity", "step-Pays")).toContain("What if");
  expect(it.layout().alive.has(first)).toBe(false);
  const chances = titles(it, "opportunity", "step-Pays");

  const second = idea(it, "Ask the bank");
  turnSelected(it, "action");
  expect(it.layout().alive.has(second)).toBe(false);
  // The opportunity of others that nothing is done about yet is about something else.
  expect(titles(it, "opportunity", "step-Pays")).toEqual([...chances, "Ask the bank"]);
  const action = it.layout().alive.get(it.ui.get().focus ?? "");
  expect([action?.kind, action?.text.text, action?.values.status]).toEqual([
    "action",
    "Ask the bank",
    "planned",
  ]);
  expect(titleOf(it.record(action?.parent ?? "") ?? null)).toBe("Ask the bank");
  expect(it.layout().talk.get(action?.id ?? "")?.votes).toBe(1);
  // Dragged into the lane of actions it becomes one too.
  const third = idea(it, "Ask again");
  expect(putCards(it, [third], "action", "step-Pays", 0)).toBe(true);
  expect(titles(it, "action", "step-Pays")).toContain("Ask again");
});

test("a pain stays when an opportunity is made of it, which names it", async () => {
  const { desk: it } = await desk();
  const pains = titles(it, "pain", "step-Pays");
  const votes = it.layout().talk.get("pain-3ds");
  it.focus("pain-3ds");
  run(it, "turn-opportunity");
  const made = it.layout().alive.get(it.ui.get().focus ?? "");
  expect([made?.kind, made?.text.text]).toEqual(["opportunity", "edit-opportunity-for"]);
  // What it is worth is not what the pain claims.
  expect(made?.values.claim).toBeUndefined();
  expect(putCards(it, ["pain-3ds"], "opportunity", "step-Pays", 0)).toBe(true);
  expect(titles(it, "pain", "step-Pays")).toEqual(pains);
  expect(it.layout().talk.get("pain-3ds")).toEqual(votes);
});

test("feelings go by tenths and stay within their scale; votes come and go", async () => {
  const { desk: it, live } = await desk();
  for (let i = 0; i < 40; i += 1) nudgeFeeling(it, "step-Pays", -0.1);
  expect(it.layout().alive.get("step-Pays")?.values).toMatchObject({ value: -2, from: "estimate" });
  expect(it.layout().talk.get("pain-3ds")?.voters).toContain(live.me.id);
  toggleVote(it, "pain-3ds");
  expect(it.layout().talk.get("pain-3ds")?.voters).not.toContain(live.me.id);
  toggleVote(it, "pain-3ds");
  expect(it.layout().talk.get("pain-3ds")?.votes).toBe(2);
});

test("what cannot be is told, and changes nothing", async () => {
  const { desk: it } = await desk();
  expect(it.change([{ edit: "remove", id: "nobody" }], "test")).toBe(false);
  expect(it.ui.get().toast?.text).toBe("edit-refused");
});
