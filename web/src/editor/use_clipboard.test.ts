// @vitest-environment jsdom
import { expect, test } from "vitest";
import { cutBy } from "./use_clipboard";

function field(value: string, most: number, from: number, to: number): HTMLTextAreaElement {
  const area = document.createElement("textarea");
  if (most >= 0) area.maxLength = most;
  area.value = value;
  area.setSelectionRange(from, to);
  return area;
}

test("what a field has no room for is counted; what it replaces makes room", () => {
  expect(cutBy(field("abcd", 10, 4, 4), "123456")).toBeNull();
  expect(cutBy(field("abcd", 10, 4, 4), "1234567")).toEqual({ count: 1, most: 10 });
  expect(cutBy(field("abcd", 10, 0, 4), "1234567890")).toBeNull();
  // Line breaks of Windows are one character in a field.
  expect(cutBy(field("", 3, 0, 0), "a\r\nb")).toBeNull();
});

test("a field without a bound, and what is no field, cut nothing", () => {
  expect(cutBy(field("", -1, 0, 0), "x".repeat(100_000))).toBeNull();
  expect(cutBy(document.body, "x".repeat(100_000))).toBeNull();
});
