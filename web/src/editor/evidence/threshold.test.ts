import { expect, test } from "vitest";
import { measureOf, readThreshold, showThreshold } from "./threshold";

test("60 and 60 % are both 60 % where a share is asked for", () => {
  for (const written of ["60", "60%", " 60 % ", "60,0 %"])
    expect(readThreshold(written, "share"), written).toEqual({ number: 0.6 });
  expect(readThreshold("0.5", "share")).toEqual({ number: 0.005 });
  expect(showThreshold(0.6, "share")).toBe("60 %");
  expect(showThreshold(0.07, "share")).toBe("7 %");
});

test("what cannot be the number of a figure is refused", () => {
  expect(readThreshold("6000", "share")).toEqual({ wrong: "share" });
  expect(readThreshold("-1", "share")).toEqual({ wrong: "share" });
  expect(readThreshold("many", "plain")).toEqual({ wrong: "number" });
  expect(readThreshold("3", "time")).toEqual({ wrong: "time" });
  expect(readThreshold("0.5", "count")).toEqual({ wrong: "count" });
  expect(readThreshold("", "share")).toEqual({ wrong: "share" });
});

test("times have a unit, differences a sign, and counts may be written in groups", () => {
  expect(readThreshold("2 days", "time")).toEqual({ number: 172_800 });
  expect(showThreshold(172_800, "time")).toBe("2d");
  expect(readThreshold("−5 %", "points")).toEqual({ number: -0.05 });
  expect(showThreshold(-0.05, "points")).toBe("−5 %");
  expect(readThreshold("1,000", "count")).toEqual({ number: 1000 });
  expect(readThreshold("4,27", "plain")).toEqual({ number: 4.27 });
});

test("what is shown is read back as the same number", () => {
  for (const [op, quantity, number] of [
    ["counts", "rate", 0.123],
    ["counts", "count", 12_345],
    ["funnel", "difference", -0.2],
    ["dwell", "median_s", 86_400],
    ["ratings", "mean", 3.5],
    ["drivers", "odds", 0.8],
  ] as const) {
    const measure = measureOf(op, quantity);
    expect(readThreshold(showThreshold(number, measure), measure)).toEqual({ number });
  }
});
