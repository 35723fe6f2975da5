import { expect, test } from "vitest";
import { aloneMap } from "../doc/for_tests/alone";
import type { Step } from "../api/shapes";
import type { Figures } from "./evidence/figures";
import { channelsOf, departmentsOf, dimmedBy, isOn, NO_FILTER, plain, type Filter } from "./filter";
import { layOut } from "./layout";
import { sampleRecords } from "./for_tests/sample_records";

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

test("a channel that only the events have can be chosen, and is not told from one of the library by its case", () => {
  const step = (channels: string[]) => ({ channels }) as unknown as Step;
  const steps = new Map([
    ["step-Pays", step(["web", "bank"])],
    ["step-Checks-prices", step(["kiosk"])],
  ]);
  const figures = { steps, cards: new Map() } as unknown as Figures;
  const options = channelsOf(layout, figures);
  expect(options).toContainEqual(["kiosk", "kiosk"]);
  expect(options.filter(([, name]) => plain(name) === "bank")).toHaveLength(1);
  const dimmed = dimmedBy({ ...NO_FILTER, channel: "kiosk" }, null, layout, figures);
  expect(dimmed.has("step-Checks-prices")).toBe(false);
  expect(dimmed.has("step-Pays")).toBe(true);
});

test("filters narrow one another, and what a department does is shown wherever it stands", () => {
  const dimmed = (part: Partial<Filter>) => dimmedBy({ ...NO_FILTER, ...part }, null, layout, null);
  expect(dimmed({ channel: "Bank", text: "ios" }).has("pain-3ds")).toBe(false);
  expect(dimmed({ channel: "Bank", text: "price" }).has("pain-3ds")).toBe(true);
  expect(dimmed({ channel: "Bank", grades: ["supported"] }).has("pain-3ds")).toBe(true);
  const kept = (part: Partial<Filter>) =>
    [...layout.alive.values()].filter(({ id }) => !dimmed(part).has(id)).length;
  const both = { department: "Support", text: "no such word" };
  expect(kept(both)).toBeLessThan(kept({ department: "Support" }));
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

test("departments are those that are named", () => {
  expect(departmentsOf(layout)).toEqual(["Support"]);
});
