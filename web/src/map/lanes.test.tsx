// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { ResolvedMap } from "../api/shapes";
import { InReadersLanguage } from "../i18n/provider";
import { feeling, madeMap, pain, stage, step } from "../pages/made_map";
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
    "Customers",
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
  expect(passed.textContent).toContain("1.1\u00a0days, 60 customers");
});

test("the story counts in one unit, the map's own", () => {
  const told = (unit: ResolvedMap["unit"]) => {
    cleanup();
    const { container } = render(
      <InReadersLanguage>
        <StoryView map={shop({ unit })} onOpen={() => undefined} />
      </InReadersLanguage>,
    );
    return container.textContent;
  };
  const customers = told("customer");
  expect(customers).toContain("40% of 1,200 customers reach it.");
  expect(customers).toContain("100 customers take this step.");
  expect(customers).toContain("It costs about 10 customers.");
  expect(customers).not.toContain("journeys");
  const cases = told("case");
  expect(cases).toContain("Buy: 100 cases");
  expect(cases).not.toMatch(/journeys|customers/);
});

test("a feeling in the table keeps its word, its value with the scale, and what it rests on apart", () => {
  const felt = feeling(0.7, { feel: "satisfied", n: 282 });
  const map = madeMap("Shop", stage("Buy", step("Orders", { emotion: felt })));
  rows(map);
  expect(screen.getByText("satisfied · +0.7 of −2 … +2 · n = 282")).toBeTruthy();
});
