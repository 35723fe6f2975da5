// @vitest-environment jsdom
import { expect, test } from "vitest";
import type { HistoryEvent } from "../api/live_api";
import { aloneMap } from "../doc/for_tests/alone";
import type { Text } from "../i18n/provider";
import { isMuch, noticeMuch } from "./much_done";
import { sampleRecords } from "./for_tests/sample_records";
import type { Done } from "./theirs";
import { createUi, type Toast } from "./ui_state";

const t: Text = (key, values) => [key, ...Object.values(values ?? {})].join(" ");

const done: Done[] = ["step-Pays", "pain-3ds", "pain-price"].map((id) => ({ does: "changed", id }));

function event(why: string, name: string | null): HistoryEvent {
  const by = name === null ? null : { id: name, name, colour: "#123456" };
  return { seq: 1, at: "2026-01-01T10:00:00Z", by, why, what: [] };
}

/** What is seen and what is heard where `who` did much, and history says so. */
async function told(who: string, history: HistoryEvent[] | null, toast: Toast | null = null) {
  const live = await aloneMap(sampleRecords());
  const ui = createUi();
  ui.set({ toast });
  const say = (said: string) => {
    ui.set({ said });
  };
  await noticeMuch({ id: "m", t, ui, live, say }, who, done, () =>
    history === null ? Promise.reject(new Error("away")) : Promise.resolve(history),
  );
  return { seen: ui.get().toast?.text, heard: ui.get().said };
}

test("much that one person did at once is seen, with their name", async () => {
  expect([
    isMuch(done),
    isMuch(done.slice(1)),
    isMuch([...done.slice(1), ...done.slice(1)]),
  ]).toEqual([true, false, false]);
  const text = "edit-theirs-many Zed 3";
  expect(await told("Zed", null)).toEqual({ seen: text, heard: text });
});

test("who restored a version is known from history, though others edited since", async () => {
  const text = "edit-theirs-many Ann 3: history-why-restore";
  expect(await told("", [event("edit", "Bob"), event("restore", "Ann")])).toEqual({
    seen: text,
    heard: text,
  });
  expect((await told("", [event("file", null)])).seen).toBe(
    "edit-theirs-many pages-file 3: history-why-file",
  );
  for (const unknown of [null, [], [event("edit", "Bob")]])
    expect((await told("", unknown)).seen).toBe("edit-theirs-many edit-somebody 3");
});

test("what waits for an answer stays", async () => {
  const toast = { text: "Taken", undo: false as const, offers: { label: "Back", run: () => 0 } };
  expect(await told("Zed", null, toast)).toEqual({
    seen: "Taken",
    heard: "edit-theirs-many Zed 3",
  });
});
