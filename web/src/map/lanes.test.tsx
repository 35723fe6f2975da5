// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { ResolvedMap } from "../api/shapes";
import { InReadersLanguage } from "../i18n/provider";
import { madeMap, pain, stage, step } from "../pages/made_map";
import { StoryView } from "./story_view";
import { TableView } from "./table_view";

// What a map says is read by its own lanes, whatever way it is read.

afterEach(cleanup);

function shop(more: Partial<ResolvedMap>): ResolvedMap {
  const map = madeMap(
    "Shop",
    stage(
      "Buy",
      step("Orders", { department: "Sales", ideas: ["Call back"], need: ["Be sure"] }),
      step("Waits", { department: "Warehouse", pains: [pain("Nobody knows the day", 1)] }),
    ),
  );
  const passed = {
    key: "hand_over.0",
    from: "Orders",
    from_key: "s0.0",
    from_department: "Sales",
    to: "Waits",
    to_key: "s0.1",
    to_department: "Warehouse",
    what: "the order",
    count: 60,
    wait_s: { value: 93_600, n: 60 },
  };
  return { ...map, hand_overs: [passed], ...more };
}

function rows(map: ResolvedMap): string[] {
  render(
    <InReadersLanguage>
      <TableView map={map} onOpen={() => undefined} />
    </InReadersLanguage>,
  );
  const table = screen.getByRole("table");
  return within(table)
    .getAllByRole("rowheader")
    .map((head) => head.textContent);
}

test("the table has the lanes that the map names, in its order, and no others", () => {
  const heads = ["Department", "Handed over"];
  expect(rows(shop({ lanes: ["idea", "pain", "emotion"] }))).toEqual([
    ...heads,
    "Ideas",
    "Pain points",
    "Emotion",
  ]);
});

test("a map that names none shows the usual lanes and what else holds something", () => {
  const all = rows(shop({}));
  expect(all).toEqual([
    "Department",
    "Handed over",
    "Journeys",
    "Left here",
    "Still open",
    "Needs",
    "Pain points",
    "Ideas",
  ]);
  expect(screen.getByRole("button", { name: "to Warehouse (Waits): the order" })).toBeTruthy();
});

test("the story says who serves the customer, who passes them on, and what the team thought of", () => {
  render(
    <InReadersLanguage>
      <StoryView map={shop({})} onOpen={() => undefined} />
    </InReadersLanguage>,
  );
  expect(screen.getByText(/Sales serves the customer here/)).toBeTruthy();
  expect(screen.getByText("Call back")).toBeTruthy();
  const passed = screen.getByRole("button", { name: /Sales \(Orders\) → Warehouse \(Waits\)/ });
  expect(passed.textContent).toContain("60 journeys");
});
