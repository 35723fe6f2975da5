import { expect, test } from "vitest";
import { seamsOf } from "./seams";

const keys = (...names: string[]) => names.map((key, at) => ({ counter: 10 + at, key }));

test("a record is not cut in two while it is added or moved", () => {
  const ops = keys("a/is", "a/in", "a/rank", "a/by", "b/is", "b/in", "b/rank", "a/gone", "b/gone");
  // Whose word it is goes with the word.
  expect(seamsOf(ops)).toEqual([14, 17, 18]);
  expect(seamsOf(keys("a/in", "a/rank", "b/in", "b/rank"))).toEqual([12]);
});

test("what looks alike of two records is no reason to keep them together", () => {
  expect(seamsOf(keys("a/is", "b/in", "a/rank"))).toEqual([11, 12]);
  expect(seamsOf(keys("", "a/is", ""))).toEqual([11, 12]);
  expect(seamsOf(keys("a/is"))).toEqual([]);
});
