// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aloneMap } from "../doc/for_tests/alone";
import { InReadersLanguage } from "../i18n/provider";
import { MOST } from "./arcs";
import { Editor } from "./editor";
import { wideRecords } from "./for_tests/sample_records";

// A map with more ways than are drawn: the row says how many are not, and the keys still reach each of them.

Element.prototype.scrollIntoView = vi.fn();
Element.prototype.scrollTo = vi.fn();
vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/["\\]/g, "\\$&") });

const MORE = 3;

beforeEach(async () => {
  const records = wideRecords(12).flatMap((record) =>
    record.kind === "path"
      ? [
          ...Array.from({ length: MOST + MORE - 1 }, (_, i) => ({ ...record, id: `way-${i}` })),
          { ...record, id: "last", rank: "z", values: { ...record.values, from: "@step-4" } },
        ]
      : [record],
  );
  const live = await aloneMap(records);
  render(
    <InReadersLanguage>
      <Editor id="m" live={live} figures={() => Promise.reject(new Error("none"))} />
    </InReadersLanguage>,
  );
});

afterEach(cleanup);

function ways(): string[] {
  return [...document.querySelectorAll(".arc-label")].map(
    (label) => label.getAttribute("data-spot") ?? "",
  );
}

test("the row says how many ways are not drawn", () => {
  expect(ways()).toHaveLength(MOST);
  expect(screen.getByText(`${MORE} more, the least taken, are not drawn`)).toBeTruthy();
});

test("a way that is not drawn is, once the keys come to it", () => {
  expect(ways()).not.toContain("last");
  act(() => {
    document.querySelector<HTMLElement>('[data-spot="step-4"]')?.focus();
  });
  fireEvent.keyDown(document.activeElement ?? document.body, { key: "ArrowDown" });
  expect(document.activeElement?.getAttribute("data-spot")).toBe("last");
  expect(ways()).toHaveLength(MOST);
});
