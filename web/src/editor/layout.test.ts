import { expect, test } from "vitest";
import { aloneMap } from "../doc/for_tests/alone";
import { layOut } from "./layout";
import { sampleRecords } from "./for_tests/sample_records";

test("steps are columns under their stages, cards lie in cells, actions at the step of their opportunity", async () => {
  const layout = layOut((await aloneMap(sampleRecords())).snapshot());
  expect(layout.columns).toHaveLength(8);
  expect(layout.stages.map(({ from, count }) => [from, count])).toEqual([
    [0, 1],
    [1, 2],
    [3, 2],
    [5, 2],
    [7, 1],
  ]);
  expect(layout.cells.get("action step-Pays")).toHaveLength(1);
  expect(layout.talk.get("pain-3ds")).toMatchObject({ open: 1, votes: 2 });
});

test("what did not change is the same object in the next layout", async () => {
  const live = await aloneMap(sampleRecords());
  const before = layOut(live.snapshot());
  live.dispatch([{ edit: "write", id: "pain-3ds", field: "text", text: "Fails" }], "test");
  const after = layOut(live.snapshot(), before);
  expect(after.columns).toBe(before.columns);
  expect(after.stages).toBe(before.stages);
  expect(after.arcs).toBe(before.arcs);
  expect(after.cells.get("pain step-Checks-prices")).toBe(
    before.cells.get("pain step-Checks-prices"),
  );
  expect(after.cells.get("pain step-Pays")).not.toBe(before.cells.get("pain step-Pays"));
  expect(after.talk.get("pain-3ds")).toBe(before.talk.get("pain-3ds"));
});

test("a stage without steps keeps a column", async () => {
  const live = await aloneMap(sampleRecords());
  live.dispatch([{ edit: "remove", id: "step-Invites-a-friend" }], "test");
  const layout = layOut(live.snapshot());
  expect(layout.columns).toHaveLength(8);
  expect(layout.columns.at(-1)?.step).toBeNull();
});
