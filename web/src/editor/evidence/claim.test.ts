import { expect, test } from "vitest";
import { firstClaim, isWhole, OPS, readClaim, readTest, writeTest, type Op } from "./claim";

test("a test reads back as it was written", () => {
  expect(readTest("mean < 3")).toEqual({ quantity: "mean", side: "<", number: 3 });
  expect(readTest(" difference > −0.5 ")).toEqual({
    quantity: "difference",
    side: ">",
    number: -0.5,
  });
  for (const is of ["odds < 1", "median_s > 86400", "difference < -0.2"]) {
    const test = readTest(is);
    expect(test === null ? null : writeTest(test)).toBe(is);
  }
  for (const wrong of ["mean", "mean = 3", "< 3", "", undefined, 3])
    expect(readTest(wrong)).toBeNull();
});

test("every operator begins with a claim that says what it must, or that something is missing", () => {
  for (const op of Object.keys(OPS) as Op[]) {
    const claim = firstClaim(op, ["pay", "failed"]);
    expect(readClaim(JSON.stringify(claim))).toEqual(claim);
    expect(OPS[op].quantities).toContain(readTest(claim.is)?.quantity);
  }
  expect(isWhole(firstClaim("ratings", ["pay"]))).toBe(true);
  expect(isWhole(firstClaim("drivers", ["pay"]))).toBe(false);
  expect(isWhole({ ...firstClaim("drivers", []), goal: "order_placed" })).toBe(true);
});

test("what is no claim is none", () => {
  for (const wrong of ["", "{", "[]", "null", '{"is":"mean < 3"}', '"mean < 3"'])
    expect(readClaim(wrong)).toBeNull();
});
