// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { InReadersLanguage } from "../i18n/provider";
import { madeMap, stage, step } from "../pages/made_map";
import { HealthStrip } from "./health_strip";
import { StoryView } from "./story_view";

afterEach(cleanup);

function drawn(events: number) {
  const map = madeMap("Shop", stage("Buy", step("Pays")));
  return { ...map, health: { ...map.health, events, journeys: events === 0 ? 0 : 1200 } };
}

const nothing = () => undefined;

test("a map without events says what it has and how it comes to figures, instead of zeros", () => {
  render(
    <InReadersLanguage>
      <HealthStrip map={drawn(0)} open={null} onOpen={nothing} />
      <StoryView map={drawn(0)} onOpen={nothing} />
    </InReadersLanguage>,
  );
  const strip = screen.getByRole("region", { name: "Health of the journey and of the map" });
  expect(strip.textContent).toContain("1in one stage");
  expect(strip.textContent).not.toContain("—");
  expect(screen.getByRole("link", { name: "How to bring some" }).getAttribute("href")).toBe(
    "#/data",
  );
  expect(screen.queryByText(/No events are bound/)).toBeNull();
});

test("a map with events shows its figures", () => {
  render(
    <InReadersLanguage>
      <HealthStrip map={drawn(9000)} open={null} onOpen={nothing} />
    </InReadersLanguage>,
  );
  expect(screen.getAllByRole("button").length).toBe(5);
});
