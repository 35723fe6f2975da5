// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { aloneMap } from "../../doc/for_tests/alone";
import { drawnPoint, STEP } from "../for_tests/feeling_point";
import { sampleRecords } from "../for_tests/sample_records";
import { emotionY } from "./emotion_scale";

// A feeling that is dragged lands where it is let go, however large the map is drawn.

Element.prototype.scrollIntoView = vi.fn();
Element.prototype.scrollTo = vi.fn();
Element.prototype.setPointerCapture = vi.fn();
vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/["\\]/g, "\\$&") });

afterEach(cleanup);

/** Where the lane begins in the window. */
const TOP = 300;
/** Sizes by the keys that lead there from the whole one. */
const SIZES = [
  { key: "-", presses: 3, zoom: 0.5 },
  { key: "+", presses: 0, zoom: 1 },
  { key: "+", presses: 2, zoom: 1.5 },
];

test("a press that goes nowhere changes nothing, and offers what can be done", async () => {
  const live = await aloneMap(sampleRecords());
  live.dispatch([{ edit: "set", id: STEP, field: "value", value: null }], "test");
  const point = drawnPoint(live);
  vi.spyOn(point, "getBoundingClientRect").mockReturnValue(new DOMRect(0, TOP, 168, 176));
  const before = live.snapshot();
  const at = (value: number, off = 0) => ({ clientY: TOP + emotionY(value) + off, button: 0 });
  expect(point.querySelector(".emotion-choose")).toBeNull();
  act(() => {
    point.focus();
  });
  fireEvent.pointerDown(point, at(-1));
  fireEvent.pointerMove(point, at(-1, 2));
  fireEvent.pointerUp(point, at(-1, 2));
  expect(live.snapshot()).toBe(before);
  // A finger trembles more than a mouse.
  const touch = { pointerType: "touch" };
  fireEvent.pointerDown(point, { ...at(-1), ...touch });
  fireEvent.pointerMove(point, { ...at(-1, 8), ...touch });
  fireEvent.pointerUp(point, { ...at(-1, 8), ...touch });
  expect(live.snapshot()).toBe(before);
  // A drag that is left by Escape is none either.
  fireEvent.pointerDown(point, at(-1));
  fireEvent.pointerMove(point, at(1));
  fireEvent.keyDown(point, { key: "Escape" });
  fireEvent.pointerUp(point, at(1));
  expect(live.snapshot()).toBe(before);
  const choose = point.querySelector(".emotion-choose");
  if (choose === null) throw new Error("nothing is offered");
  fireEvent.click(choose);
  expect(screen.getByRole("dialog")).toBeDefined();
  expect(live.snapshot()).toBe(before);
});

for (const { key, zoom, presses } of SIZES)
  test(`at ${zoom * 100} % a point lands where it is dropped`, async () => {
    const live = await aloneMap(sampleRecords());
    const point = drawnPoint(live);
    act(() => {
      point.focus();
    });
    for (let i = 0; i < presses; i += 1) fireEvent.keyDown(point, { key, altKey: true });
    const { zoom: drawn } = screen.getByRole("grid").parentElement?.style ?? { zoom: "" };
    expect(Number(drawn === "" ? 1 : drawn)).toBe(zoom);
    vi.spyOn(point, "getBoundingClientRect").mockReturnValue(new DOMRect(0, TOP, 168, 176 * zoom));
    const at = (value: number) => ({ clientY: TOP + emotionY(value) * zoom, button: 0 });
    fireEvent.pointerDown(point, at(-1));
    fireEvent.pointerMove(point, at(1.5));
    fireEvent.pointerUp(point, at(1.5));
    expect(live.snapshot().records.get(STEP)?.values.value).toBe(1.5);
  });
