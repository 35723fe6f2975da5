import { expect, test } from "vitest";
import { madeLine, madeMap, pain, stage, step } from "../made_map";
import { find, partsOf } from "./find";

const map = madeMap(
  "Garden shop",
  stage(
    "Purchase",
    step("Pays", { pains: [pain("Paying fails on iOS", 1)], need: ["Pewność płatności"] }),
    step("Waits", { action: "repays a friend" }),
  ),
);
const parts = partsOf([
  { line: madeLine("shop", "Garden shop"), map },
  { line: madeLine("x", "Broken", { kind: null, health: null, problem: "?" }), map: null },
]);

function check(asked: string, expected: string[]) {
  expect(find(parts, asked, 10).map(({ kind, text }) => `${kind} ${text}`)).toEqual(expected);
}

test("what begins with the words comes first, then what has a word that does", () => {
  check("pay", ["step Pays", "pain Paying fails on iOS", "step repays a friend"]);
  check("fails ios", ["pain Paying fails on iOS"]);
});

test("case and accents do not matter, and every word must be there", () => {
  check("PEWNOSC", ["need Pewność płatności"]);
  check("pays nothing", []);
  check("   ", []);
});

test("results know their place and what opens", () => {
  expect(find(parts, "paying", 1)[0]).toMatchObject({ map: "shop", where: "Purchase › Pays" });
  expect(find(parts, "waits", 1)[0]?.key).toBe("s0.1");
  check("broken", ["map Broken"]);
  expect(find(parts, "a", 2)).toHaveLength(2);
});
