import { expect, test } from "vitest";
import { madeMap, stage, step } from "../made_map";
import { alignMaps, merged, plainName } from "./align";

function check(a: Parameters<typeof madeMap>[1][], b: typeof a, expected: string[]) {
  const rows = alignMaps(madeMap("a", ...a), madeMap("b", ...b)).flatMap((pair) => [
    `# ${pair.a?.name ?? "–"} | ${pair.b?.name ?? "–"}`,
    ...pair.steps.map(
      ({ a, b, elsewhere }) =>
        `${a?.name ?? "–"} | ${b?.name ?? "–"}${elsewhere === null ? "" : ` (in ${elsewhere})`}`,
    ),
  ]);
  expect(rows).toEqual(expected);
}

test("steps are the same by name, whatever case and accents", () => {
  check(
    [stage("Purchase", step("Płaci kartą"), step("Waits"))],
    [stage("purchase", step("WAITS"), step("płaci  karta"))],
    ["# Purchase | purchase", "Płaci kartą | płaci  karta", "Waits | WAITS"],
  );
  expect(plainName("  Дальше… «Оплата» ")).toBe("дальше оплата");
});

test("a renamed step is found by the events that it is", () => {
  check(
    [stage("Purchase", step("Pays", { match: ["payment"] }))],
    [stage("Purchase", step("Pays in one go", { match: ["payment", "wallet"] }))],
    ["# Purchase | Purchase", "Pays | Pays in one go"],
  );
});

test("a name is worth more than an event, and nothing is paired twice", () => {
  check(
    [stage("S", step("A", { match: ["x"] }), step("B", { match: ["x"] }))],
    [stage("S", step("B", { match: ["x"] }))],
    ["# S | S", "A | –", "B | B"],
  );
});

test("what only one map has stands where it belongs in the order", () => {
  check(
    [stage("S", step("A"), step("B"), step("C"))],
    [stage("S", step("0"), step("A"), step("new"), step("C"), step("end"))],
    ["# S | S", "– | 0", "A | A", "– | new", "B | –", "C | C", "– | end"],
  );
});

test("a renamed stage is found by the steps that it shares, and a new one stands alone", () => {
  check(
    [stage("Purchase", step("Pays")), stage("After", step("Gets it"))],
    [stage("Buys", step("Pays")), stage("Waits", step("Asks")), stage("After", step("Gets it"))],
    [
      "# Purchase | Buys",
      "Pays | Pays",
      "# – | Waits",
      "– | Asks",
      "# After | After",
      "Gets it | Gets it",
    ],
  );
});

test("a step that moved to another stage is told once, with where it stands now", () => {
  check(
    [stage("One", step("A"), step("B")), stage("Two", step("C"))],
    [stage("One", step("A")), stage("Two", step("C"), step("B"))],
    ["# One | One", "A | A", "B | B (in Two)", "# Two | Two", "C | C"],
  );
});

test("empty maps align to nothing", () => {
  check([], [], []);
  expect(merged([], ["x"], new Map())).toEqual([[null, "x"]]);
});
