import { expect, test } from "vitest";
import { firstClaim, missingIn, OPS, readClaim, readTest, writeTest, type Op } from "./claim";

test("a test reads back as it was written", () => {
  expect(readTest("mean < 3")).toEqual({ quantity: "mean", side: "<", number: 3 });
  expect(readTest(" difference > −0.5 ")).toEqual({
    quantity: "difference",
    side: ">",
    number: -0.5,
  });
  expect(readTest("rate >")).toEqual({ quantity: "rate", side: ">", number: null });
  for (const is of ["odds < 1", "median_s > 86400", "difference < -0.2", "rate >"]) {
    const test = readTest(is);
    expect(test === null ? null : writeTest(test)).toBe(is);
  }
  for (const wrong of ["mean", "mean = 3", "< 3", "mean < .", "", undefined, 3])
    expect(readTest(wrong)).toBeNull();
});

test("no question comes with a number: every claim begins with one to be said", () => {
  for (const op of Object.keys(OPS) as Op[]) {
    const claim = firstClaim(op, ["pay", "failed"]);
    expect(readClaim(JSON.stringify(claim))).toEqual(claim);
    expect(OPS[op].quantities).toContain(readTest(claim.is)?.quantity);
    expect(readTest(claim.is)?.number).toBeNull();
    expect(missingIn(claim)).toContain("number");
  }
});

test("a claim says what it still lacks", () => {
  expect(missingIn({ op: "ratings", is: "mean < 3" })).toEqual([]);
  expect(missingIn({ op: "drivers", is: "odds <", goal: "" })).toEqual(["goal", "number"]);
  expect(missingIn({ op: "drivers", is: "odds < 1", goal: "order_placed" })).toEqual([]);
  expect(missingIn({ op: "dwell", is: "median_s > 60", from: "pay", to: "" })).toEqual(["to"]);
  expect(missingIn({ op: "counts", is: "difference > 0.1" })).toEqual(["against"]);
  // A question of which nothing is claimed needs no number.
  expect(missingIn({ op: "funnel", steps: ["pay"] })).toEqual([]);
});

test("what is no claim is none", () => {
  for (const wrong of ["", "{", "[]", "null", '{"is":"mean < 3"}', '"mean < 3"'])
    expect(readClaim(wrong)).toBeNull();
});
