// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aloneMap } from "../doc/for_tests/alone";
import type { LiveMap } from "../doc/live_map";
import { InReadersLanguage } from "../i18n/provider";
import { Editor } from "./editor";
import { sampleRecords } from "./for_tests/sample_records";

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
    "Touchpoints",
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

test("typing in an empty cell writes a card into the map", async () => {
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
  await waitFor(() => {
    expect(pains().map(({ text }) => text.text)).toEqual(["Fake"]);
  });
  press("Enter");
  expect(document.activeElement?.tagName).toBe("TEXTAREA");
  press("Escape");
  expect(pains()).toHaveLength(1);
  expect(document.activeElement).toBe(at(pains()[0]?.id ?? ""));
});

test("a screen reader hears which steps are selected", () => {
  goTo("step-Checks-prices");
  press("ArrowRight", { shiftKey: true });
  const heads = within(screen.getByRole("grid")).getAllByRole("columnheader", { selected: true });
  expect(heads.map(({ dataset }) => dataset.spot)).toEqual([
    "step-Checks-prices",
    "step-Starts-checkout",
  ]);
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

test("arrows go through the emotion, up and down, and change nothing; + and − move the point", () => {
  const point = goTo("cell emotion step-Pays");
  const before = live.snapshot().records.get("step-Pays")?.values.value;
  press("ArrowDown");
  expect(document.activeElement).toBe(at("cell voice step-Pays"));
  press("ArrowUp");
  expect(document.activeElement).toBe(point);
  press("ArrowUp");
  expect(document.activeElement).toBe(at("cell flow step-Pays"));
  expect(live.snapshot().records.get("step-Pays")?.values.value).toBe(before);
  goTo("cell emotion step-Pays");
  press("+");
  press("-");
  press("-");
  expect(live.snapshot().records.get("step-Pays")?.values.value).toBe(-0.9);
  expect(at("cell emotion step-Pays").getAttribute("aria-label")).toMatch(
    /^Emotion at Pays: −0.9, frustrated, an estimate/,
  );
  // What was moved bit by bit comes back as one.
  act(() => {
    live.undo();
  });
  expect(live.snapshot().records.get("step-Pays")?.values.value).toBe(before);
});

test("Enter opens the figure of a feeling; a step without a word says so", () => {
  live.dispatch([{ edit: "set", id: "step-Pays", field: "feel", value: null }], "test");
  goTo("cell emotion step-Pays");
  expect(document.activeElement?.getAttribute("aria-label")).toContain("no word for it");
  press("Enter");
  const figure = screen.getByRole("spinbutton");
  fireEvent.change(figure, { target: { value: "1.4" } });
  expect(live.snapshot().records.get("step-Pays")?.values.value).toBe(1.4);
  fireEvent.keyDown(figure, { key: "Enter" });
  expect(screen.queryByRole("spinbutton")).toBeNull();
});

test("a press anywhere in the cell of a feeling sets it, also where there was none", () => {
  live.dispatch([{ edit: "set", id: "step-Pays", field: "value", value: null }], "test");
  const point = at("cell emotion step-Pays");
  point.setPointerCapture = vi.fn();
  fireEvent.pointerDown(point, { button: 0, clientY: 86 - 31 });
  fireEvent.pointerMove(point, { clientY: 86 - 62 });
  fireEvent.pointerUp(point, { clientY: 86 - 62 });
  expect(live.snapshot().records.get("step-Pays")?.values.value).toBe(2);
});

test("typing on a card replaces its words, Escape leaves them as they were, Enter is done", () => {
  const card = goTo("pain-3ds");
  press("N");
  const area = document.activeElement as HTMLTextAreaElement;
  // The letter that comes replaces all.
  expect([area.selectionStart, area.selectionEnd]).toEqual([0, area.value.length]);
  fireEvent.change(area, { target: { value: "N" } });
  fireEvent.change(area, { target: { value: "No" } });
  press("Escape");
  expect(live.snapshot().records.get("pain-3ds")?.text.text).toBe("3-D Secure fails on iOS");
  expect(document.activeElement).toBe(card);
  press("F2");
  const again = document.activeElement as HTMLTextAreaElement;
  expect(again.selectionStart).toBe(again.value.length);
  fireEvent.change(again, { target: { value: "Renamed" } });
  press("Enter");
  expect(live.snapshot().records.get("pain-3ds")?.text.text).toBe("Renamed");
  expect(document.activeElement).toBe(at("pain-3ds"));
  // All that was typed is one step of undo.
  press("z", { ctrlKey: true });
  expect(live.snapshot().records.get("pain-3ds")?.text.text).toBe("3-D Secure fails on iOS");
  expect(document.activeElement).toBe(at("pain-3ds"));
});

test("Enter goes on where words were written over, so that the next letter writes over nothing", () => {
  const writeOver = (words: string) => {
    press(words[0] ?? "");
    fireEvent.change(document.activeElement as HTMLElement, { target: { value: words } });
    press("Enter");
  };
  goTo("step-Reads-reviews");
  writeOver("Reads");
  expect(document.activeElement).toBe(at("step-Checks-prices"));
  writeOver("Compares");
  // The last of its stage: the next one is begun.
  expect(document.activeElement?.tagName).toBe("TEXTAREA");
  fireEvent.change(document.activeElement as HTMLElement, { target: { value: "Decides" } });
  press("Enter");
  press("Escape");
  const stage = live.snapshot().records.get("step-Reads-reviews")?.parent ?? "";
  const names = live
    .snapshot()
    .children(stage)
    .map(({ text }) => text.name);
  expect(names).toEqual(["Reads", "Compares", "Decides"]);
});

test("who clicks elsewhere while a new name is empty is there, and the empty one is gone", () => {
  goTo("step-Pays");
  press("Enter", { shiftKey: true });
  const area = document.activeElement as HTMLTextAreaElement;
  expect(area.tagName).toBe("TEXTAREA");
  const other = at("pain-price");
  fireEvent.pointerDown(other, { button: 0 });
  fireEvent.blur(area, { relatedTarget: other });
  act(() => {
    other.focus();
  });
  vi.useFakeTimers();
  fireEvent.pointerUp(other);
  act(() => {
    vi.runAllTimers();
  });
  vi.useRealTimers();
  expect(document.activeElement).toBe(at("pain-price"));
  expect(screen.getAllByRole("columnheader")).toHaveLength(5 + 8);
  press("Delete");
  expect(live.snapshot().records.get("pain-price")?.gone).toBe("pain-price");
  expect(document.querySelectorAll(".selected")).toHaveLength(
    document.querySelectorAll('[role="grid"] [data-card][tabindex="0"]').length,
  );
});

test("what is offered to be undone is that and nothing else", () => {
  goTo("pain-3ds");
  press("Delete");
  expect(screen.getByText("1 removed", { selector: ".toast span" })).toBeTruthy();
  act(() => {
    live.dispatch([{ edit: "write", id: "pain-price", field: "text", text: "Later" }], "test");
  });
  expect(document.querySelector(".toast")).toBeNull();
});

test("? lists the keys wherever the focus is, writes nothing, and gives the focus back", async () => {
  const step = goTo("step-Pays");
  press("?");
  expect(document.querySelector("textarea")).toBeNull();
  expect(screen.getByRole("dialog").textContent).toContain("Keyboard shortcuts");
  press("Escape");
  await vi.waitFor(() => {
    expect(document.activeElement).toBe(step);
  });
  act(() => {
    step.blur();
  });
  expect(document.activeElement).toBe(document.body);
  press("k", { ctrlKey: true });
  expect(screen.getByRole("dialog").textContent).toContain("Duplicate");
});

test("a card says what it is, how it stands and what people said of it", () => {
  expect(at("pain-3ds").getAttribute("aria-label")).toBe(
    "Pain point: 3-D Secure fails on iOS, Assumption, 2 votes, 1 open comment",
  );
  expect(at("cell flow step-Sees-the-ad").getAttribute("aria-label")).toBe(
    "Flow: No events bound yet",
  );
});

test("what is said goes away after a while", () => {
  goTo("pain-3ds");
  vi.useFakeTimers();
  press("Delete");
  const said = () => document.querySelector('.editor > [role="status"]')?.textContent;
  expect(said()).toContain("1 removed");
  act(() => {
    vi.advanceTimersByTime(6000);
  });
  expect(said()).toBe("");
  vi.useRealTimers();
});

test("the menu of a card holds what can be done with it, and turns it into another kind", async () => {
  goTo("pain-3ds");
  press("F10", { shiftKey: true });
  const menu = screen.getByRole("menu");
  const items = () =>
    within(menu)
      .getAllByRole("menuitem")
      .map((one) => one.textContent);
  for (const words of ["Cut", "Copy", "Paste", "Turn into", "Bind to events", "Comments", "Remove"])
    expect(items().join(" ")).toContain(words);
  fireEvent.contextMenu(at("pain-price"), { clientX: 5, clientY: 5 });
  expect(at("pain-price").classList.contains("selected")).toBe(true);
  await vi.waitFor(() => {
    expect(screen.getByRole("menu")).toBeTruthy();
  });
});

test("touchpoints are typed in their lane, those of the map are suggested", () => {
  goTo("cell touchpoints step-Reads-reviews");
  press("c");
  const input = document.activeElement as HTMLInputElement;
  expect(input.tagName).toBe("INPUT");
  const known = [...document.querySelectorAll<HTMLOptionElement>("datalist option")];
  expect(known.map(({ value }) => value)).toContain("checkout page");
  fireEvent.change(input, { target: { value: "Checkout page" } });
  press("Enter");
  fireEvent.change(input, { target: { value: "Forum" } });
  press("Enter");
  const names = () =>
    live
      .snapshot()
      .records.get("step-Reads-reviews")
      ?.sets.touchpoints?.map(({ item }) => item);
  expect(names()?.[0]).toBe("checkout");
  expect(names()).toHaveLength(2);
  press("Escape");
  expect(document.activeElement).toBe(at("cell touchpoints step-Reads-reviews"));
  expect(document.activeElement?.getAttribute("aria-label")).toBe(
    "Touchpoints: checkout page, Forum",
  );
});

test("what was removed by somebody else loses the focus to a place that is there", () => {
  goTo("pain-3ds");
  act(() => {
    live.dispatch([{ edit: "remove", id: "step-Pays" }], "test");
  });
  expect(document.querySelectorAll('[role="grid"] [data-spot][tabindex="0"]')).toHaveLength(1);
});
