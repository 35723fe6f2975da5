// @vitest-environment jsdom
import { expect, test, vi } from "vitest";
import { aloneMap } from "../doc/for_tests/alone";
import type { Edit } from "../doc/edit";
import { startDraft, startWriting, write } from "./acts/write";
import { makeDesk } from "./desk";
import { sampleRecords } from "./for_tests/sample_records";
import { noticeTaken } from "./taken_away";
import { createUi } from "./ui_state";

// Somebody else removes what one is writing in.

vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/["\\]/g, "\\$&") });

async function sitting() {
  const live = await aloneMap(sampleRecords());
  const desk = makeDesk("m", live, createUi(), (key, words) =>
    [key, ...Object.values(words ?? {})].join(" | "),
  );
  const others = (...edits: Edit[]) => {
    const before = live.snapshot();
    live.dispatch(edits, "test");
    noticeTaken(desk, { before, after: live.snapshot(), peers: ["9"] }, "Zed");
  };
  const textOf = (id: string) => live.snapshot().records.get(id)?.text.text;
  return { live, desk, others, textOf };
}

test("it is said who took it, the focus goes on to what is near, and the way back brings the letters", async () => {
  const { desk, others, textOf } = await sitting();
  startWriting(desk, "pain-3ds");
  write(desk, "3-D Secure fails, and");
  others({ edit: "remove", id: "pain-3ds" });
  const { editing, toast, focus, said } = desk.ui.get();
  const told = "edit-taken-writing | Zed | 3-D Secure fails, and | edit-kind-pain";
  expect(editing).toBeNull();
  expect(toast?.text).toBe(told);
  expect(said).toBe(told);
  expect(focus).not.toBe("pain-3ds");
  expect(focus).not.toBeNull();
  toast?.offers?.run();
  expect(textOf("pain-3ds")).toBe("3-D Secure fails, and");
  expect(desk.layout().alive.has("pain-3ds")).toBe(true);
  expect(desk.ui.get().editing?.record).toBe("pain-3ds");
});

test("what goes with its step comes back with its step and all that lies in it", async () => {
  const { live, desk, others } = await sitting();
  const cards = () =>
    live
      .snapshot()
      .children("step-Pays")
      .map(({ id }) => id);
  const before = cards();
  expect(before.length).toBeGreaterThan(2);
  startWriting(desk, "pain-3ds");
  others({ edit: "remove", id: "step-Pays" });
  expect(desk.layout().alive.has("step-Pays")).toBe(false);
  desk.ui.get().toast?.offers?.run();
  expect(desk.layout().alive.has("step-Pays")).toBe(true);
  expect(cards()).toEqual(before);
  expect(desk.ui.get().editing?.record).toBe("pain-3ds");
});

test("a card without a letter goes with its step, and only the step comes back", async () => {
  const { desk, others } = await sitting();
  startDraft(desk, "pain", "step-Pays");
  others({ edit: "remove", id: "step-Pays" });
  const { editing, toast } = desk.ui.get();
  expect(editing).toBeNull();
  expect(toast?.text).toBe("edit-taken-writing | Zed | Pays | edit-kind-step");
  toast?.offers?.run();
  expect(desk.layout().alive.has("step-Pays")).toBe(true);
  expect(desk.ui.get().editing).toBeNull();
});

test("it is said of what is open beside the map too, and of nothing else", async () => {
  const { desk, others } = await sitting();
  desk.focus("pain-3ds");
  others({ edit: "remove", id: "pain-3ds" });
  expect(desk.ui.get().toast).toBeNull();
  desk.focus("pain-price");
  desk.ui.set({ panel: "comments" });
  others({ edit: "remove", id: "pain-fields" });
  expect(desk.ui.get().toast).toBeNull();
  others({ edit: "remove", id: "pain-price" });
  expect(desk.ui.get().toast?.text).toMatch(/^edit-taken-open \| Zed/);
  expect(desk.ui.get().focus).not.toBe("pain-price");
});

test("what others write in it takes nothing away", async () => {
  const { desk, others } = await sitting();
  startWriting(desk, "pain-3ds");
  others({ edit: "write", id: "pain-3ds", field: "text", text: "So" });
  others({ edit: "remove", id: "pain-price" });
  expect(desk.ui.get().editing?.record).toBe("pain-3ds");
  expect(desk.ui.get().toast).toBeNull();
});
