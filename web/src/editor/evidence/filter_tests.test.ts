import { expect, test } from "vitest";
import { readTests, writeTests } from "./filter_tests";

test("tests that can be picked read back as they were written", () => {
  for (const text of [
    "",
    'channel = "app"',
    'channel != "a \\"b\\" c"',
    "age >= 18",
    "member = true",
    '`order value` > 12.5 and did("Asks support")',
    'not did("pay") and name ~ "and"',
  ]) {
    const tests = readTests(text);
    expect(tests, text).not.toBeNull();
    expect(writeTests(tests ?? [])).toBe(text);
  }
});

test("what says more than can be picked stays text", () => {
  for (const text of [
    "channel is app",
    'channel = "a" or channel = "b"',
    '(channel = "a")',
    'did("pay", within 7d of start)',
    'first(channel) = "web"',
    'channel = "a" and',
    "duration > 3d",
  ])
    expect(readTests(text), text).toBeNull();
});

test("a name that is a word of the language, or has spaces, stands in backticks", () => {
  const written = writeTests([{ on: "attribute", name: "first", sign: "=", value: "x" }]);
  expect(written).toBe('`first` = "x"');
  expect(readTests(written)).toEqual([{ on: "attribute", name: "first", sign: "=", value: "x" }]);
});
