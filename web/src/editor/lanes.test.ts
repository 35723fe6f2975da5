import { expect, test } from "vitest";
import document from "../../../schemas/document.json";
import { aloneMap } from "../doc/for_tests/alone";
import { CARDS } from "./kinds";
import { chosenLanes, laneEdits, LANES, lanesOf, usualLanes } from "./lanes";
import { layOut } from "./layout";
import { sampleRecords } from "./for_tests/sample_records";

test("every kind of card has one lane, and lanes have names of their own", () => {
  for (const kind of CARDS) expect(LANES.filter((lane) => lane.kind === kind)).toHaveLength(1);
  expect(new Set(LANES.map(({ id }) => id)).size).toBe(LANES.length);
});

test("the lanes are those of the table that pictures are drawn by, with the same lines and from the same detail", () => {
  const own = new Map(LANES.map((lane) => [lane.id, lane]));
  const missing = document.lanes.filter(({ lane }) => !own.has(lane)).map(({ lane }) => lane);
  expect(missing, "what the editor says at the heads of steps and stages").toEqual([
    "waits",
    "tasks",
  ]);
  for (const known of document.lanes.filter(({ lane }) => own.has(lane))) {
    const lane = own.get(known.lane);
    const line = "line" in known ? known.line : undefined;
    expect([known.lane, lane?.from, lane?.edge]).toEqual([known.lane, known.from, line]);
    own.delete(known.lane);
  }
  expect([...own.keys()]).toEqual([]);
});

test("a lane that only pictures have is not lost when others are moved", async () => {
  const live = await aloneMap(sampleRecords());
  live.dispatch(
    ["flow", "waits", "pain"].map((item, i) => ({
      edit: "put" as const,
      id: "map",
      field: "lanes",
      item,
      rank: ["A", "B", "C"][i] ?? "",
    })),
    "test",
  );
  live.dispatch(laneEdits(layOut(live.snapshot()), ["pain", "flow"]), "test");
  const items = live
    .snapshot()
    .records.get("map")
    ?.sets.lanes?.map(({ item }) => item);
  expect(items).toContain("waits");
  expect(chosenLanes(layOut(live.snapshot()))).toEqual(["pain", "flow"]);
});

test("a map that chose nothing shows the lanes of its kind, and whatever holds a card", async () => {
  const live = await aloneMap(sampleRecords());
  // A step of it names a touchpoint.
  expect(chosenLanes(layOut(live.snapshot()))).toEqual([
    ...usualLanes("current_state"),
    "touchpoints",
  ]);
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
