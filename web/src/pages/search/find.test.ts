import { expect, test } from "vitest";
import { madeLine, madeMap, pain, stage, step } from "../made_map";
import { find, marked, partsOf } from "./find";

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
  expect(find(parts, asked).map(({ kind, text }) => `${kind} ${text}`)).toEqual(expected);
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
  expect(find(parts, "paying")[0]).toMatchObject({ map: "shop", where: "Purchase › Pays" });
  expect(find(parts, "waits")[0]?.key).toBe("s0.1");
  check("broken", ["map Broken"]);
});

test("touchpoints and channels are found at their step", () => {
  const shop = madeMap(
    "Shop",
    stage("Buys", step("Pays", { touchpoints: ["Till"], channels: ["App"] })),
  );
  const found = find(partsOf([{ line: madeLine("shop", "Shop"), map: shop }]), "till app");
  expect(found).toEqual([]);
  const till = find(partsOf([{ line: madeLine("shop", "Shop"), map: shop }]), "till")[0];
  expect([till?.kind, till?.where, till?.key]).toEqual(["touchpoint", "Buys › Pays", "s0.0"]);
});

test("what was asked for is marked in the words that were found", () => {
  const check = (text: string, asked: string) =>
    marked(text, asked)
      .map(({ words, is }) => (is ? `[${words}]` : words))
      .join("");
  expect(check("Paying fails on iOS", "fail ios")).toBe("Paying [fail]s on [iOS]");
  expect(check("Pewność płatności", "pewnosc")).toBe("[Pewność] płatności");
  expect(check("Pays", "x")).toBe("Pays");
});

test("ideas and what serves the customer are found at their step", () => {
  const parts = partsOf([
    {
      line: madeLine("shop", "Shop"),
      map: madeMap(
        "Shop",
        stage(
          "Buys",
          step("Pays", { ideas: ["One page"], serve: { systems: ["Till of Warsaw"] } }),
        ),
      ),
    },
  ]);
  const found = ["one page", "till"].map((words) => find(parts, words)[0]);
  expect(found.map((part) => [part?.kind, part?.key])).toEqual([
    ["idea", "s0.0"],
    ["systems", "s0.0"],
  ]);
});
