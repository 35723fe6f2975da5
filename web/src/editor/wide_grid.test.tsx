// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aloneMap } from "../doc/for_tests/alone";
import type { LiveMap } from "../doc/live_map";
import { InReadersLanguage } from "../i18n/provider";
import { Editor } from "./editor";
import { wideRecords } from "./for_tests/sample_records";

// A map that is wider than the window: only what is near is drawn, and nobody who goes by keys or by ear must notice.

Element.prototype.scrollIntoView = vi.fn();
Element.prototype.scrollTo = vi.fn();
vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/["\\]/g, "\\$&") });

const STEPS = 60;
let live: LiveMap;

beforeEach(async () => {
  live = await aloneMap(wideRecords(STEPS));
  render(
    <InReadersLanguage>
      <Editor id="m" live={live} figures={() => Promise.reject(new Error("none"))} />
    </InReadersLanguage>,
  );
});

afterEach(cleanup);

function at(spot: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-spot="${spot}"]`);
}

function press(key: string, held: Partial<KeyboardEventInit> = {}): void {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...held });
}

function focus(spot: string): void {
  act(() => {
    at(spot)?.focus();
  });
}

function scrollTo(left: number): void {
  const scroller = document.querySelector(".grid-scroller");
  if (scroller === null) throw new Error("nothing scrolls");
  act(() => {
    scroller.scrollLeft = left;
    fireEvent.scroll(scroller);
  });
}

test("only what is near the window is drawn, and the table says how large it is", () => {
  expect(at("pain-0")).not.toBeNull();
  expect(at("pain-50")).toBeNull();
  const grid = screen.getByRole("grid");
  expect(grid.getAttribute("aria-colcount")).toBe(String(STEPS + 1));
  for (const cell of grid.querySelectorAll("[role=gridcell], [role=columnheader]"))
    expect(Number(cell.getAttribute("aria-colindex"))).toBeGreaterThan(1);
  expect(at("pain-3")?.closest("[role=gridcell]")?.getAttribute("aria-colindex")).toBe("5");
  const rows = [...grid.querySelectorAll("[role=row]")].map((row) =>
    Number(row.getAttribute("aria-rowindex")),
  );
  expect(rows).toEqual(rows.map((_, i) => i + 1));
  expect(rows).toHaveLength(Number(grid.getAttribute("aria-rowcount")));
});

test("what comes into sight is drawn, and what leaves goes", () => {
  scrollTo(50 * 168);
  expect(at("pain-50")).not.toBeNull();
  expect(at("pain-20")).toBeNull();
});

test("the focus goes to the other end of the map and back, and is never lost", () => {
  focus("pain-0");
  press("End");
  expect(document.activeElement).toBe(at(`pain-${STEPS - 1}`));
  press("ArrowLeft");
  expect(document.activeElement).toBe(at(`pain-${STEPS - 2}`));
  press("ArrowUp");
  expect(document.activeElement).toBe(at(`cell need step-${STEPS - 2}`));
  press("Home", { ctrlKey: true });
  expect(document.activeElement).toBe(at("stage-0"));
});

test("what holds the focus stays when it is scrolled out of sight, and the next key goes on from there", () => {
  focus("pain-2");
  scrollTo(50 * 168);
  expect(document.activeElement).toBe(at("pain-2"));
  press("ArrowRight");
  expect(document.activeElement).toBe(at("pain-3"));
  expect(at("pain-50")).not.toBeNull();
});

test("a text that is open stays open while one scrolls", () => {
  focus("pain-2");
  press("F2");
  const area = document.activeElement;
  expect(area?.tagName).toBe("TEXTAREA");
  scrollTo(50 * 168);
  expect(document.activeElement).toBe(area);
});

test("a range that is selected reaches over what is not drawn", () => {
  focus("pain-0");
  press("End", { shiftKey: true });
  press("Delete");
  expect(live.snapshot().records.get("pain-50")?.gone).not.toBeNull();
  expect(live.snapshot().records.get(`pain-${STEPS - 1}`)?.gone).not.toBeNull();
});

test("rows are as high as if all were drawn", async () => {
  const before = document.querySelector<HTMLElement>("[data-lane=pain]")?.style.minHeight;
  await act(async () => {
    const text = "long ".repeat(200);
    live.dispatch([{ edit: "write", id: "pain-55", field: "text", text }], "test");
    await Promise.resolve();
  });
  expect(at("pain-55")).toBeNull();
  const after = document.querySelector<HTMLElement>("[data-lane=pain]")?.style.minHeight;
  expect(parseFloat(after ?? "")).toBeGreaterThan(parseFloat(before ?? "") + 300);
});

test("on paper everything stands", () => {
  act(() => {
    dispatchEvent(new Event("beforeprint"));
  });
  expect(document.querySelectorAll("[data-card]")).toHaveLength(2 * STEPS);
  act(() => {
    dispatchEvent(new Event("afterprint"));
  });
  expect(document.querySelectorAll("[data-card]").length).toBeLessThan(STEPS);
});

test("a way that leads past the window can be reached by key from its first step", () => {
  focus("step-2");
  press("ArrowDown");
  expect(document.activeElement).toBe(at("way"));
});
