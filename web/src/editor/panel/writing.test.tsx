// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aloneMap } from "../../doc/for_tests/alone";
import type { LiveMap } from "../../doc/live_map";
import { InReadersLanguage } from "../../i18n/provider";
import { Editor } from "../editor";
import { sampleRecords } from "../for_tests/sample_records";
import { partsOf } from "./mentions";

// Comments by keyboard: the focus never leaves the text.

Element.prototype.scrollIntoView = vi.fn();
Element.prototype.scrollTo = vi.fn();
vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/["\\]/g, "\\$&") });
const person = (id: string, name: string) => ({ id, name, colour: "#335577" });
vi.stubGlobal(
  "fetch",
  vi.fn((input: string | Request) => {
    const path = new URL(typeof input === "string" ? input : input.url, location.href).pathname;
    const more = Array.from({ length: 9 }, (_, i) => person(`z${i}`, `Zoe ${i}`));
    const people = [person("a", "Anna"), person("b", "Antek"), person("c", "Bo Andrews"), ...more];
    const known = path === "/api/v1/people";
    return Promise.resolve(
      new Response(JSON.stringify(known ? { people } : null), { status: known ? 200 : 404 }),
    );
  }),
);

let live: LiveMap;

beforeEach(async () => {
  live = await aloneMap(sampleRecords());
  render(
    <InReadersLanguage>
      <Editor id="m" live={live} figures={() => Promise.reject(new Error("none"))} />
    </InReadersLanguage>,
  );
  const spot = document.querySelector<HTMLElement>('[data-spot="pain-price"]');
  act(() => {
    spot?.focus();
  });
  fireEvent.keyDown(spot ?? document.body, { key: "m", code: "KeyM", altKey: true });
  await waitFor(() => {
    type("@");
    expect(screen.getAllByRole("option")).not.toHaveLength(0);
  });
  type("");
});

afterEach(cleanup);

function field(): HTMLTextAreaElement {
  return screen.getByRole("combobox", { name: /^Write a comment/ });
}

function type(text: string): void {
  fireEvent.change(field(), { target: { value: text, selectionEnd: text.length } });
}

test("the panel opens in the field, and a mention is chosen without leaving it", async () => {
  expect(document.activeElement).toBe(field());
  type("Ask @an");
  expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual([
    "@Anna",
    "@Antek",
    "@Bo Andrews",
  ]);
  fireEvent.keyDown(field(), { key: "ArrowDown" });
  expect(field().getAttribute("aria-activedescendant")).toBe(screen.getAllByRole("option")[1]?.id);
  fireEvent.keyDown(field(), { key: "Enter" });
  expect(field().value).toBe("Ask @Antek ");
  await waitFor(() => {
    expect(document.activeElement).toBe(field());
  });
});

test("Escape sends the names away first, and then closes the panel", () => {
  type("@an");
  fireEvent.keyDown(field(), { key: "Escape" });
  expect(screen.queryAllByRole("option")).toHaveLength(0);
  expect(field().value).toBe("@an");
  fireEvent.keyDown(field(), { key: "Escape" });
  expect(screen.queryByRole("combobox", { name: /^Write a comment/ })).toBeNull();
});

test("everybody whom the server knows is offered, and who is not known is told", () => {
  type("@zoe");
  expect(screen.getAllByRole("option")).toHaveLength(9);
  type("Ask @Xenia");
  expect(screen.queryAllByRole("option")).toHaveLength(0);
  expect(screen.getByText(/Nobody called “Xenia” has joined/)).toBeDefined();
  type("Ask @Xenia, ");
  expect(screen.queryByText(/Nobody called/)).toBeNull();
  type("(ask @Xenia?");
  expect(screen.queryByText(/Nobody called “Xenia” has joined/)).not.toBeNull();
  for (const named of [
    "Ask @Anna,",
    "Ask @ann…",
    "Is it @Anna’s?",
    "Ask @Anna—or",
    "Who @, then",
  ]) {
    type(named);
    expect(screen.queryByText(/Nobody called/), named).toBeNull();
  }
  type("Ask @Xenia about");
  expect(screen.queryByText(/Nobody called/)).toBeNull();
});

test("after sending one writes on, and who was named is marked", () => {
  type("Ask @Anna why");
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(document.activeElement).toBe(field());
  expect(field().value).toBe("");
  expect(document.querySelector(".comment-text mark")?.textContent).toBe("@Anna");
});

test("the longest name is the one that is named", () => {
  const people = [person("a", "Ann"), person("b", "Anna")];
  expect(partsOf("Hi @Anna, @ann!", people).map(({ text, person }) => [text, person?.id])).toEqual([
    ["Hi ", undefined],
    ["@Anna", "b"],
    [", ", undefined],
    ["@ann", "a"],
    ["!", undefined],
  ]);
});
