import { expect, test } from "vitest";
import { aloneMap } from "../doc/for_tests/alone";
import type { Edit } from "../doc/edit";
import type { Text } from "../i18n/provider";
import { sampleRecords } from "./for_tests/sample_records";
import { differences, doneSaid, type Done } from "./theirs";

const t: Text = (key, values) =>
  `${key} ${Object.values(values ?? {}).join(" ")}`.replaceAll("edit-theirs-", "").trim();

async function after(...changes: Edit[][]): Promise<{ done: Done[]; said: string }> {
  const live = await aloneMap(sampleRecords());
  const done: Done[] = [];
  for (const edits of changes) {
    const before = live.snapshot();
    live.dispatch(edits, "test");
    done.push(...differences(before, live.snapshot()));
  }
  return { done, said: doneSaid(t, "Zed", done, live.snapshot()) };
}

const step: Edit = { edit: "add", id: "n", kind: "step", parent: "stage1", rank: "z", fields: {} };
const named = (text: string): Edit => ({ edit: "write", id: "n", field: "name", text });

test("a new step is told once, by the name that it got", async () => {
  const records = sampleRecords();
  const stage = records.find(({ kind }) => kind === "stage")?.id ?? "";
  const own = { ...step, parent: stage } as Edit;
  const { said } = await after([own], [named("W")], [named("Waits")]);
  expect(said).toBe("added Zed edit-kind-step Waits");
  // What came and went again, and what never had a name, is not told.
  expect((await after([own], [named("W")], [{ edit: "remove", id: "n" }])).said).toBe("");
  expect((await after([own])).said).toBe("");
});

test("what goes with something else is not told apart, and talk is told of what it is about", async () => {
  expect((await after([{ edit: "remove", id: "step-Pays" }])).said).toBe(
    "removed Zed edit-kind-step Pays",
  );
  const comment: Edit = {
    edit: "add",
    id: "c",
    kind: "comment",
    parent: "pain-3ds",
    rank: "V",
    fields: { text: "So?" },
  };
  expect((await after([comment])).done).toEqual([{ does: "commented", id: "pain-3ds" }]);
});

test("several things are told by their number", async () => {
  const write = (id: string): Edit => ({ edit: "write", id, field: "text", text: "New" });
  expect((await after([write("pain-3ds"), write("pain-price")])).said).toBe("many Zed 2");
  expect((await after([{ edit: "set", id: "step-Pays", field: "value", value: 2 }])).said).toBe(
    "changed Zed edit-kind-step Pays",
  );
});
