// @vitest-environment jsdom
import { serving, show, sound } from "./fake_server";
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Findings } from "./findings";
import { madeMap, opportunity, stage, step } from "./made_map";

// What is wrong with a map, as a reader is told it.

const at = (field: string) => ({ file: null, row: null, column: null, field });
const found = (message: string, field: string, code = "no-action") => ({
  code,
  severity: "note" as const,
  message,
  place: at(field),
  help: "in the words of a file",
});

test("a finding names what it is about and asks for what is missing, not for what is there", async () => {
  const better = { ...opportunity("Tell the day", null, null), key: "s0.2.opportunity.0" };
  const map = madeMap(
    "Shop",
    stage("Buy", step("Looks"), step("Pays"), step("Waits", { opportunities: [better] })),
  );
  serving({
    "GET /api/v1/maps/shop/check": {
      diagnostics: [
        found("`Looks` has 1 pain and no opportunity", "stages[0].steps[0].pains"),
        found("`Pays` has 2 pains and no opportunity", "stages[0].steps[1].pains"),
        found("the map's one opportunity has no action", "stages[0].steps[2].opportunities[0]"),
        found("`Call` was due on 1 May", "stages[0].steps[2].opportunities[0].action.due"),
        found("`refund` is in 12% of journeys", "stages", "unmatched-events"),
      ],
    },
  });
  const page = show(<Findings id="shop" map={map} />);
  await screen.findByText(/Looks/, { selector: ".finding-what" });
  const told = (selector: string) =>
    [...page.querySelectorAll(selector)].map((one) => one.textContent);
  expect(told(".finding-what")).toEqual([
    "Nothing is being done about what hurts: Looks",
    "Nothing is being done about what hurts: Pays",
    "Nothing is being done about what could be better",
    "An action is past its due day: Tell the day (Waits)",
    "Something happens that is not on the map: refund",
  ]);
  expect(told(".finding-what ~ .quiet").slice(0, 4)).toEqual([
    "Add an opportunity to the step, and an action with an owner and a due day.",
    "Add an opportunity to the step, and an action with an owner and a due day.",
    "Give an opportunity an action, with an owner and a due day.",
    "Mark it as shipped or dropped, or give it another due day.",
  ]);
  await sound(page);
});
