// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aloneMap } from "../doc/alone";
import type { LiveMap } from "../doc/live_map";
import { InReadersLanguage } from "../i18n/provider";
import { Editor } from "./editor";
import { sampleRecords } from "./sample_records";

// The editor as people meet it: by its roles, names and keys.

Element.prototype.scrollIntoView = vi.fn();
Element.prototype.scrollTo = vi.fn();
vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/["\\]/g, "\\$&") });

let live: LiveMap;

beforeEach(async () => {
  live = await aloneMap(sampleRecords());
  render(
    <InReadersLanguage>
      <Editor id="m" live={live} figures={() => Promise.reject(new Error("none"))} />
    </InReadersLanguage>,
  );
});

afterEach(cleanup);

function at(spot: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-spot="${spot}"]`);
  if (found === null) throw new Error(`nothing stands at ${spot}`);
  return found;
}

function goTo(spot: string): HTMLElement {
  const element = at(spot);
  act(() => {
    element.focus();
  });
  return element;
}

function press(key: string, held: Partial<KeyboardEventInit> = {}): void {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...held });
}

test("a screen reader hears a grid with lanes as row headers and stages and steps as column headers", () => {
  const grid = screen.getByRole("grid");
  expect(within(grid).getAllByRole("columnheader").length).toBe(5 + 8);
  const lanes = within(grid)
    .getAllByRole("rowheader")
    .map((header) => header.firstChild?.textContent);
  expect(lanes).toEqual([
    "Steps",
    "Other ways",
    "Flow",
    "Emotion",
    "Voice",
    "Thoughts",
    "Needs",
    "Pain points",
    "Opportunities",
    "Actions",
  ]);
  // One place of the grid is reached by Tab.
  expect(grid.querySelectorAll('[data-spot][tabindex="0"]')).toHaveLength(1);
});

test("arrows move the focus, and the browser's focus follows", () => {
  goTo("pain-price");
  press("ArrowRight");
  expect(document.activeElement).toBe(at("pain-fields"));
  press("ArrowUp");
  press("ArrowUp");
  expect(document.activeElement).toBe(at("cell think step-Starts-checkout"));
});

test("typing in an empty cell writes a card into the map", () => {
  goTo("cell pain step-Reads-reviews");
  press("F");
  const area = document.activeElement as HTMLTextAreaElement;
  expect(area.tagName).toBe("TEXTAREA");
  fireEvent.change(area, { target: { value: "F" } });
  // It is still the same text that is open.
  expect(document.activeElement).toBe(area);
  fireEvent.change(area, { target: { value: "Fake" } });
  const pains = () =>
    live
      .snapshot()
      .children("step-Reads-reviews")
      .filter(({ kind }) => kind === "pain");
  expect(pains().map(({ text }) => text.text)).toEqual(["Fake"]);
  press("Enter");
  expect(document.activeElement?.tagName).toBe("TEXTAREA");
  press("Escape");
  expect(pains()).toHaveLength(1);
  expect(document.activeElement).toBe(at(pains()[0]?.id ?? ""));
});

test("Enter that an input method needs does not leave the text", () => {
  goTo("pain-3ds");
  press("Enter");
  const area = document.activeElement as HTMLTextAreaElement;
  fireEvent.keyDown(area, { key: "Enter", isComposing: true });
  expect(document.activeElement).toBe(area);
});

test("what others write while one writes is there, and the text stays open", () => {
  goTo("pain-3ds");
  press("F2");
  act(() => {
    live.dispatch([{ edit: "write", id: "pain-3ds", field: "text", text: "So: fails" }], "test");
  });
  expect((document.activeElement as HTMLTextAreaElement).value).toBe("So: fails");
});

test("Delete removes, says so and offers to undo; the focus stays in the grid", () => {
  goTo("pain-3ds");
  press("Delete");
  expect(document.querySelector('[data-spot="pain-3ds"]')).toBeNull();
  expect(screen.getByRole("grid").contains(document.activeElement)).toBe(true);
  const undo = screen.getAllByRole("button", { name: "Undo" }).at(-1);
  if (undo !== undefined) fireEvent.click(undo);
  expect(at("pain-3ds")).toBeTruthy();
});

test("keys change the emotion of a step, which is a slider", () => {
  const slider = goTo("cell emotion step-Pays");
  expect(slider.getAttribute("role")).toBe("slider");
  press("ArrowUp");
  press("ArrowDown", { shiftKey: true });
  expect(live.snapshot().records.get("step-Pays")?.values.value).toBe(-1.7);
  expect(at("cell emotion step-Pays").getAttribute("aria-valuetext")).toContain("frustrated");
});

test("? lists the keys, and the palette runs what is asked", () => {
  goTo("step-Pays");
  press("?");
  expect(screen.getByRole("dialog").textContent).toContain("Keyboard shortcuts");
});

test("what was removed by somebody else loses the focus to a place that is there", () => {
  goTo("pain-3ds");
  act(() => {
    live.dispatch([{ edit: "remove", id: "step-Pays" }], "test");
  });
  expect(document.querySelectorAll('[role="grid"] [data-spot][tabindex="0"]')).toHaveLength(1);
});
