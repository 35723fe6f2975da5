// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FoldRow, useFolded } from "./fold";

// A window in which a part takes 100 pixels as long as it is not folded.

let room = 0;
let watched: (() => void) | null = null;

beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(changed: () => void) {
        watched = changed;
      }
      observe() {
        return undefined;
      }
      disconnect() {
        return undefined;
      }
    },
  );
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockImplementation(() => room);
  vi.spyOn(HTMLElement.prototype, "scrollWidth", "get").mockImplementation(function (
    this: HTMLElement,
  ) {
    return 100 * this.querySelectorAll("[data-wide]").length;
  });
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function Part({ name }: { name: string }) {
  const folded = useFolded(name);
  return folded ? (
    <button type="button" data-fold>
      {`${name} in a menu`}
    </button>
  ) : (
    <button type="button" data-wide>
      {name}
    </button>
  );
}

const ORDER = ["search", "tags", "views"];

function Row() {
  return (
    <FoldRow className="row" order={ORDER}>
      <Part name="views" />
      <Part name="tags" />
      <Part name="search" />
    </FoldRow>
  );
}

function widen(to: number): void {
  room = to;
  act(() => {
    watched?.();
  });
}

const shown = () => screen.getAllByRole("button").map(({ textContent }) => textContent);

test("what has no room folds in its order, and unfolds where there is room again", () => {
  room = 320;
  render(<Row />);
  expect(shown()).toEqual(["views", "tags", "search"]);
  widen(220);
  expect(shown()).toEqual(["views", "tags", "search in a menu"]);
  widen(90);
  expect(shown()).toEqual(["views in a menu", "tags in a menu", "search in a menu"]);
  widen(320);
  expect(shown()).toEqual(["views", "tags", "search"]);
});

test("nothing stands in the row's own edge", () => {
  const style = document.createElement("style");
  style.textContent = ".row { padding-right: 12px; }";
  document.head.append(style);
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(function (
    this: HTMLElement,
  ) {
    const wide = this.parentElement?.querySelectorAll(":scope > [data-wide]").length ?? 0;
    return new DOMRect(0, 0, this.classList.contains("row") ? room : 100 * wide, 10);
  });
  room = 320;
  render(<Row />);
  expect(shown()).toEqual(["views", "tags", "search"]);
  widen(305);
  expect(shown()).toEqual(["views", "tags", "search in a menu"]);
  style.remove();
});

test("the focus is not lost with what is folded: the menu gets it", () => {
  room = 320;
  render(<Row />);
  screen.getByText("search").focus();
  widen(220);
  expect(document.activeElement?.textContent).toBe("search in a menu");
});
