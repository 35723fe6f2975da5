// @vitest-environment jsdom
import { press, problem, serving, show, written } from "../fake_server";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { forgetMaps } from "../../api/all_maps";
import { MAPS } from "../made_shop";
import { Nobody } from "./nobody";
import { PersonaPage } from "./persona_page";

// What is typed is never lost, and nobody is left without a way out.

beforeEach(() => {
  forgetMaps();
  history.replaceState(null, "", "#/maps/shop?persona=busy");
});

const ANN = { wayline: 1, persona: "Busy parent", rule: 'channel = "fax"', needs: ["Calm"] };
const READ = { persona: ANN, size: { journeys: 0, of: 1000 } };

test("what is typed while a save succeeds stays in the form, and is saved with the next", async () => {
  const answers: (() => void)[] = [];
  serving({
    ...MAPS,
    "GET /api/v1/personas": { personas: ["busy"] },
    "GET /api/v1/personas/busy": READ,
    "PUT /api/v1/personas/busy": (persona: unknown) =>
      new Promise((done) => {
        answers.push(() => {
          done({ ...READ, persona });
        });
      }),
  });
  show(<PersonaPage name="busy" />);
  await press("Edit");
  const needs = screen.getByLabelText(/^Needs/);
  fireEvent.change(needs, { target: { value: "Calm\nMoney" } });
  await press("Save");
  await waitFor(() => {
    expect(answers.length).toBe(1);
  });
  fireEvent.change(needs, { target: { value: "Calm\nMoney\nTime" } });
  answers[0]?.();
  await screen.findByText(/What you typed while it was being saved is not yet/);
  expect(screen.getByLabelText(/^Needs/)).toHaveProperty("value", "Calm\nMoney\nTime");
  await press("Save");
  await waitFor(() => {
    expect(answers.length).toBe(2);
  });
  answers[1]?.();
  await screen.findByRole("heading", { name: "Busy parent" });
  const puts = written().filter(({ what }) => what.startsWith("PUT"));
  expect(puts.at(-1)?.body).toMatchObject({ needs: ["Calm", "Money", "Time"] });
});

test("a map of a persona that nobody fits says so, with the rule and what to change", async () => {
  serving({ "GET /api/v1/personas/busy": READ });
  const refused = problem(422, "no-journeys", "no journey of the map is among them");
  show(<Nobody persona="busy" problem={(await refused.json()) as never} />);
  await screen.findByText("No customer on this map fits “Busy parent”");
  expect(screen.getByText('channel = "fax"')).toBeTruthy();
  const change = screen.getByRole("link", { name: "Change the rule" });
  expect(change.getAttribute("href")).toBe("#/personas/busy");
  await press("Show all customers");
  expect(location.hash).toBe("#/maps/shop");
});
