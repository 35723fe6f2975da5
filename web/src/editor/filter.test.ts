import { expect, test } from "vitest";
import { aloneMap } from "../doc/alone";
import { departmentsOf, dimmedBy, isOn, NO_FILTER, plain, readFilter } from "./filter";
import { layOut } from "./layout";
import { sampleRecords } from "./sample_records";

const layout = layOut((await aloneMap(sampleRecords())).snapshot());

test("no filter dims nothing", () => {
  expect(isOn(NO_FILTER)).toBe(false);
  expect(dimmedBy(NO_FILTER, null, layout, null).size).toBe(0);
  expect(dimmedBy(NO_FILTER, "  ", layout, null).size).toBe(0);
});

test("words are found without case and accents, in whatever is written", () => {
  const dimmed = dimmedBy(NO_FILTER, "ios", layout, null);
  expect(dimmed.has("pain-3ds")).toBe(false);
  expect(dimmed.has("pain-price")).toBe(true);
  expect(plain("Żółć — ÄRGER ")).toBe("zołc — arger");
});

test("a channel keeps the steps that use it, with their cards", () => {
  const dimmed = dimmedBy({ ...NO_FILTER, channel: "Bank" }, null, layout, null);
  expect(dimmed.has("step-Pays")).toBe(false);
  expect(dimmed.has("pain-3ds")).toBe(false);
  expect(dimmed.has("step-Checks-prices")).toBe(true);
});

test("without figures every claim is an assumption, and votes are counted", () => {
  const supported = dimmedBy({ ...NO_FILTER, grades: ["supported"] }, null, layout, null);
  expect(supported.has("pain-3ds")).toBe(true);
  const assumed = dimmedBy({ ...NO_FILTER, grades: ["assumption"] }, null, layout, null);
  expect(assumed.has("pain-3ds")).toBe(false);
  const voted = dimmedBy({ ...NO_FILTER, talk: "votes" }, null, layout, null);
  expect(voted.has("pain-3ds")).toBe(false);
  expect(voted.has("pain-price")).toBe(true);
});

test("departments are those that are named, and a saved view reads back", () => {
  expect(departmentsOf(layout)).toEqual(["Support"]);
  const view = { ...NO_FILTER, text: "pay", detail: "full" };
  expect(readFilter(JSON.stringify(view))).toEqual(view);
  expect(readFilter("{")).toEqual({});
});
