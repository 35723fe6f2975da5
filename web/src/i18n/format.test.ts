import { expect, test } from "vitest";
import lengths from "../../../spec/figures/duration.json";
import cases from "../../../spec/figures/percent.json";
import { formatOf } from "./format";

test("figures read as what they measure", () => {
  const en = formatOf("en");
  expect(en.figure("stars", 2.176)).toBe("2.18 ★");
  expect(en.figure("rate", 0.5567)).toBe("56%");
  expect(en.figure("rate", 0.00123)).toBe("0.1%");
  expect(en.figure("odds", 2.1)).toBe("2.1×");
  expect(en.figure("valence", -1.2)).toBe("−1.2");
  expect(en.figure("seconds", 60 * 60 * 24 * 12)).toBe("12\u00a0days");
  expect(en.figure("count", 184210)).toBe("184,210");
  expect(formatOf("pl").figure("stars", 2.18)).toBe("2,18 ★");
});

test("large counts are as short as on the picture", () => {
  const { short } = formatOf("en");
  const counts = [9_999, 11_240, 21_348, 184_210, 999_600, 3_912_000];
  const nbsp = "\u00a0";
  const words = ["9,999", "11.2 k", "21.3 k", "184 k", "1 M", "3.9 M"];
  expect(counts.map(short)).toEqual(words.map((word) => word.replace(" ", nbsp)));
  expect(formatOf("pl").short(21_348)).toBe(`21,3${nbsp}k`);
});

test("a time that cannot be read is shown as it came", () => {
  expect(formatOf("en").day("2018-08-29T13:00:00Z")).toBe("29 Aug 2018");
  expect(formatOf("en").day("soon")).toBe("soon");
});

test("how long ago something was is said in words", () => {
  const en = formatOf("en");
  expect([0, 7, 125, 7300, 90_000].map(en.ago)).toEqual([
    "now",
    "7 seconds ago",
    "2 minutes ago",
    "2 hours ago",
    "25 hours ago",
  ]);
  expect(formatOf("pl").ago(200)).toBe("3 minuty temu");
});

test("shares and points of the curve read as on the picture", () => {
  const { percent, bounds, emotion } = formatOf("en");
  for (const [share, said] of cases.shares as [number, string][])
    expect(percent(share), String(share)).toBe(said);
  for (const [one, other, low, high] of cases.bounds as [number, number, string, string][])
    expect(bounds(one, other)).toEqual({ low, high });
  expect(formatOf("ru").percent(0.061)).toBe("6,1\u00a0%");
  expect([1.6, -1.19, 1, 0.04].map(emotion)).toEqual(["+1.6", "−1.2", "+1.0", "0.0"]);
});

test("lengths of time are said as on the picture, in every language in the same unit", () => {
  const { duration } = formatOf("en");
  expect(lengths.durations.length).toBeGreaterThan(20);
  for (const [seconds, said] of lengths.durations as [number, string][])
    expect(duration(seconds).replace("\u00a0", " "), String(seconds)).toBe(said);
  expect(formatOf("pl").duration(93_600)).toBe("1,1 dnia");
  expect(formatOf("ru").duration(18_900)).toBe("5,3 часа");
  expect(formatOf("zh").duration(3590)).toBe("1小时");
});
