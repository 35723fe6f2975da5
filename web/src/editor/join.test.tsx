// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepAnswer } from "../api/last_answers";
import { InReadersLanguage } from "../i18n/provider";
import { COLOURS } from "./colours";
import { Join, type Called } from "./join";

// Whoever was known in this browser before begins with the name and colour they had.

const [, SECOND, THIRD] = COLOURS;

beforeEach(() => {
  localStorage.clear();
  const people = [{ id: "p1", name: "Ada", colour: SECOND }];
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ people })));
});

afterEach(cleanup);

function asked(was?: Called) {
  render(
    <InReadersLanguage>
      <Join joined={vi.fn()} was={was} />
    </InReadersLanguage>,
  );
  const name = screen.getByRole("textbox").getAttribute("value");
  const colour = document.querySelector<HTMLInputElement>("input[type=radio]:checked")?.value;
  return { name, colour };
}

test("nobody was known: nothing is filled in, and nothing is said of what is kept", () => {
  expect(asked().name).toBe("");
  expect(screen.queryByText(/kept in this browser/)).toBeNull();
});

test("who was known last is asked with that name and colour, and what is kept is said", async () => {
  keepAnswer("me", { id: "p1", name: "Ada", colour: SECOND });
  expect(asked()).toEqual({ name: "Ada", colour: SECOND });
  screen.getByText(/kept in this browser/);
  // Their own colour is not somebody else's.
  await new Promise((done) => setTimeout(done));
  expect(screen.queryByRole("status")).toBeNull();
});

test("who is said comes before who was known last", () => {
  keepAnswer("me", { id: "p1", name: "Ada", colour: SECOND });
  expect(asked({ name: "Bo", colour: THIRD })).toEqual({ name: "Bo", colour: THIRD });
});
