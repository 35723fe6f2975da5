import { expect, test } from "vitest";
import { formatOf } from "./format";

test("figures read as what they measure", () => {
  const en = formatOf("en");
  expect(en.figure("stars", 2.176)).toBe("2.18 ★");
  expect(en.figure("rate", 0.5567)).toBe("55.7%");
  expect(en.figure("rate", 0.00123)).toBe("0.12%");
  expect(en.figure("odds", 2.1)).toBe("2.1×");
  expect(en.figure("valence", -1.2)).toBe("−1.2");
  expect(en.figure("seconds", 60 * 60 * 24 * 12)).toBe("12 days");
  expect(en.figure("seconds", 0)).toBe("0 seconds");
  expect(en.figure("count", 184210)).toBe("184,210");
  expect(formatOf("pl").figure("stars", 2.18)).toBe("2,18 ★");
});

test("a time that cannot be read is shown as it came", () => {
  expect(formatOf("en").day("2018-08-29T13:00:00Z")).toBe("Aug 29, 2018");
  expect(formatOf("en").day("soon")).toBe("soon");
});
