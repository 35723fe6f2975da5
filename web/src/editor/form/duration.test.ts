import { expect, test } from "vitest";
import { readDuration, writeDuration } from "./duration";

test("a length of time is read in four languages and kept in one form", () => {
  for (const [written, kept] of [
    ["3 days", "3d"],
    ["2 h", "2h"],
    ["1.5h", "1.5h"],
    ["1,5 godz.", "1.5h"],
    ["2 tygodnie", "2w"],
    ["10 дней", "10d"],
    ["45 мин", "45m"],
    ["3天", "3d"],
    ["2 小时", "2h"],
    [" 7D ", "7d"],
  ] as const)
    expect(readDuration(written)?.text, written).toBe(kept);
});

test("what is no length of time is none", () => {
  for (const wrong of ["banana", "3", "days", "-3 d", "0 d", "3 bananas", "3 d 2 h", ""])
    expect(readDuration(wrong), wrong).toBeNull();
});

test("seconds are written in the largest unit that fits, and read back", () => {
  for (const [seconds, text] of [
    [86_400, "1d"],
    [1_209_600, "2w"],
    [5400, "90m"],
    [61, "61s"],
    [0, "0s"],
  ] as const) {
    expect(writeDuration(seconds)).toBe(text);
    if (seconds > 0) expect(readDuration(text)?.seconds).toBe(seconds);
  }
});
