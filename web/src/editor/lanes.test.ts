import { expect, test } from "vitest";
import { aloneMap } from "../doc/alone";
import { CARDS } from "./kinds";
import { chosenLanes, laneEdits, LANES, lanesOf, usualLanes } from "./lanes";
import { layOut } from "./layout";
import { sampleRecords } from "./sample_records";

test("every kind of card has one lane, and lanes have names of their own", () => {
  for (const kind of CARDS) expect(LANES.filter((lane) => lane.kind === kind)).toHaveLength(1);
  expect(new Set(LANES.map(({ id }) => id)).size).toBe(LANES.length);
});

test("a map that chose nothing shows the lanes of its kind, and whatever holds a card", async () => {
  const live = await aloneMap(sampleRecords());
  expect(chosenLanes(layOut(live.snapshot()))).toEqual(usualLanes("current_state"));
  const add = { edit: "add", id: "x", kind: "systems", parent: "step-Pays", rank: "V" } as const;
  live.dispatch([{ ...add, fields: { text: "PSP" } }], "test");
  expect(chosenLanes(layOut(live.snapshot())).at(-1)).toBe("systems");
});

test("a blueprint has its three lines in order", () => {
  const edges = usualLanes("service_blueprint").flatMap(
    (id) => LANES.find((lane) => lane.id === id)?.edge ?? [],
  );
  expect(edges).toEqual(["interaction", "visibility", "internal"]);
});

test("lanes are chosen and moved with as few edits as can be", async () => {
  const live = await aloneMap(sampleRecords());
  const wanted = ["emotion", "pain", "need", "think"];
  live.dispatch(laneEdits(layOut(live.snapshot()), wanted), "test");
  expect(chosenLanes(layOut(live.snapshot()))).toEqual(wanted);
  for (const next of [
    ["emotion", "need", "think", "pain"],
    ["think", "emotion", "need", "pain"],
    ["think", "voice", "emotion", "pain"],
  ]) {
    const edits = laneEdits(layOut(live.snapshot()), next);
    expect(edits.length).toBeLessThanOrEqual(2);
    live.dispatch(edits, "test");
    expect(chosenLanes(layOut(live.snapshot()))).toEqual(next);
  }
  expect(laneEdits(layOut(live.snapshot()), ["think", "voice", "emotion", "pain"])).toEqual([]);
});

test("a sketch shows less than the whole, and nothing else", async () => {
  const layout = layOut((await aloneMap(sampleRecords())).snapshot());
  const full = lanesOf(layout, "full").map(({ id }) => id);
  const sketch = lanesOf(layout, "sketch").map(({ id }) => id);
  expect(sketch).toEqual(full.filter((id) => sketch.includes(id)));
  expect(sketch.length).toBeLessThan(full.length);
});
