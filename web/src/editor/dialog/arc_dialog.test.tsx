// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aloneMap } from "../../doc/for_tests/alone";
import type { LiveMap } from "../../doc/live_map";
import { InReadersLanguage } from "../../i18n/provider";
import { Editor } from "../editor";
import { sampleRecords } from "../for_tests/sample_records";

// Ways and hand-overs: only those that make sense can be added.

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

function steps(): string[] {
  const found = document.querySelectorAll<HTMLElement>('[data-spot^="step-"]');
  return [...new Set([...found].map(({ dataset }) => dataset.spot ?? ""))];
}

function open(step: string, key: "p" | "h"): HTMLElement {
  const spot = document.querySelector<HTMLElement>(`[data-spot="${step}"]`);
  act(() => {
    spot?.focus();
  });
  const code = `Key${key.toUpperCase()}`;
  fireEvent.keyDown(spot ?? document.body, { key, code, altKey: true });
  return screen.getByRole("dialog");
}

function select(dialog: HTMLElement, name: string): HTMLSelectElement {
  return within(dialog).getByRole<HTMLSelectElement>("combobox", { name });
}

const arcs = (kind: string) =>
  [...live.snapshot().records.values()].filter((record) => record.kind === kind);

test("from the last step a way leads back, and nowhere does one lead to itself", () => {
  const all = steps();
  const last = all.at(-1) ?? "";
  const dialog = open(last, "p");
  expect(select(dialog, "From").value).toBe(last);
  expect(select(dialog, "To").value).toBe(all.at(-2));
  const offered = [...select(dialog, "To").options].map(({ value }) => value);
  expect(offered).not.toContain(last);
  // Another beginning takes the end along where both would be the same.
  fireEvent.change(select(dialog, "From"), { target: { value: all.at(-2) } });
  expect(select(dialog, "To").value).toBe(last);
});

test("a hand-over says both departments, and is none within one", () => {
  const [first = "", second = ""] = steps();
  const before = arcs("hand_over").length;
  const dialog = open(first, "h");
  const [from, to] = within(dialog).getAllByLabelText<HTMLInputElement>(/^Department of/);
  if (from === undefined || to === undefined) throw new Error("no departments");
  fireEvent.change(from, { target: { value: "Sales" } });
  fireEvent.change(to, { target: { value: "Sales" } });
  const add = within(dialog).getByRole<HTMLButtonElement>("button", { name: "Add" });
  expect(add.disabled).toBe(true);
  expect(dialog.textContent).toContain("between two departments");
  fireEvent.change(to, { target: { value: "Warehouse" } });
  expect(add.disabled).toBe(false);
  fireEvent.click(add);
  expect(arcs("hand_over")).toHaveLength(before + 1);
  expect(live.snapshot().records.get(first)?.values.department).toBe("Sales");
  expect(live.snapshot().records.get(second)?.values.department).toBe("Warehouse");
});
