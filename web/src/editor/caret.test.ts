import { expect, test } from "vitest";
import { caretAfter } from "./caret";

test("a caret stays beside the same letters when somebody else writes", () => {
  expect(caretAfter(4, "pays now", "she pays now")).toBe(8);
  expect(caretAfter(4, "pays now", "pays right now")).toBe(4);
  expect(caretAfter(8, "pays now", "pays")).toBe(4);
  expect(caretAfter(3, "pays", "paid")).toBe(3);
  expect(caretAfter(0, "", "abc")).toBe(0);
});
