// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aloneMap } from "../../doc/for_tests/alone";
import { makeDesk } from "../desk";
import { sampleRecords } from "../for_tests/sample_records";
import { createUi } from "../ui_state";
import { HOLD_MS, holding } from "./holding";
import { idle } from "./idle";
import type { Board } from "./tool";

// A finger on a card: what it means is known by how long it rests before it moves.

vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/["\\]/g, "\\$&") });
document.elementFromPoint = () => null;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

async function board(): Promise<Board> {
  const live = await aloneMap(sampleRecords());
  const desk = makeDesk("m", live, createUi(), (key) => key);
  const [scroller, content] = [document.createElement("div"), document.createElement("div")];
  scroller.scrollBy = () => undefined;
  return { desk, scroller, content };
}

const at = (x: number) => ({ clientX: x, clientY: 100 }) as PointerEvent;

test("moved at once it scrolls, and nothing is held back from the browser", async () => {
  const on = await board();
  const state = holding(on, "pain-3ds", 100, 100, false);
  await vi.advanceTimersByTimeAsync(HOLD_MS / 2);
  expect(state.holds?.()).toBe(false);
  expect(state.move?.(on, at(130))).toBe(idle);
  await vi.advanceTimersByTimeAsync(HOLD_MS);
  expect(on.desk.ui.get().drag).toBeNull();
});

test("held and moved it drags, and does not scroll", async () => {
  const on = await board();
  const state = holding(on, "pain-3ds", 100, 100, false);
  expect(state.move?.(on, at(104))).toBe(state);
  await vi.advanceTimersByTimeAsync(HOLD_MS);
  expect(state.holds?.()).toBe(true);
  const next = state.move?.(on, at(130));
  expect(next?.holds?.()).toBe(true);
  expect(on.desk.ui.get().drag).toMatchObject({ what: "cards", count: 1, x: 130 });
  next?.cancel?.(on);
  expect(on.desk.ui.get().drag).toBeNull();
});

test("held and let go it opens the menu of what is under it", async () => {
  const on = await board();
  const state = holding(on, "pain-3ds", 100, 100, false);
  await vi.advanceTimersByTimeAsync(HOLD_MS);
  expect(state.up?.(on, at(100))).toBe(idle);
  expect(on.desk.ui.get()).toMatchObject({ focus: "pain-3ds", menu: { x: 100, y: 100 } });
  const tap = holding(on, "pain-price", 100, 100, false);
  on.desk.ui.set({ menu: null });
  expect(tap.up?.(on, at(100))).toBe(idle);
  await vi.advanceTimersByTimeAsync(HOLD_MS);
  expect(on.desk.ui.get().menu).toBeNull();
});

test("of several that are selected, held it takes all, and a tap selects it alone", async () => {
  const on = await board();
  const several = new Set(["pain-3ds", "pain-price"]);
  on.desk.ui.set({ focus: "pain-3ds", selected: several });
  const state = holding(on, "pain-3ds", 100, 100, true);
  await vi.advanceTimersByTimeAsync(HOLD_MS);
  expect(on.desk.ui.get().selected).toEqual(several);
  const next = state.move?.(on, at(130));
  expect(on.desk.ui.get().drag).toMatchObject({ what: "cards", count: 2 });
  next?.cancel?.(on);
  const tap = holding(on, "pain-3ds", 100, 100, true);
  expect(tap.up?.(on, at(100))).toBe(idle);
  expect(on.desk.ui.get().selected).toEqual(new Set(["pain-3ds"]));
  expect(on.desk.ui.get().menu).toBeNull();
});
