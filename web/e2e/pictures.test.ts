import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, open, shot } from "./browser";
import { sample, type Sample } from "./sample";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let made: Sample;
let browser: Browser;

beforeAll(async () => {
  made = await sample();
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  made.stop();
});

interface Drawn {
  key: string;
  figure: string;
  value: number;
}

/** Every figure that a picture draws, with the key it opens. */
function figures(page: Page, picture: string): Promise<Drawn[]> {
  return page.locator(`${picture} [data-key][data-figure][data-value]`).evaluateAll((parts) =>
    parts.map((part) => ({
      key: part.getAttribute("data-key") ?? "",
      figure: part.getAttribute("data-figure") ?? "",
      value: Number(part.getAttribute("data-value")),
    })),
  );
}

/** All numbers of the resolved map below each of its keys; what has no key belongs to the part above. */
function numbers(): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  const walk = (part: unknown, above: string[]) => {
    if (typeof part === "number") for (const key of above) found.get(key)?.add(part);
    if (typeof part !== "object" || part === null) return;
    const own = "key" in part && typeof part.key === "string" ? [part.key] : [];
    for (const key of own) found.set(key, found.get(key) ?? new Set());
    for (const inner of Object.values(part)) walk(inner, own.length > 0 ? own : above);
  };
  walk(made.map, []);
  for (const step of made.map.stages.flatMap((stage) => stage.steps))
    if (step.wait_s.value != null) found.set(`${step.key}.wait`, new Set([step.wait_s.value]));
  return found;
}

async function drawn(page: Page): Promise<void> {
  await page.waitForSelector("[role=grid] [data-key]");
  await page.evaluate(() => document.fonts.ready);
}

test("every figure on the page and in the one file is one of the resolved map", async () => {
  const known = numbers();
  const { page } = await open(browser, made.url);
  await drawn(page);
  const onPage = await figures(page, "[role=grid]");
  await page.goto(pathToFileURL(made.file).href);
  const inFile = await figures(page, ".picture");
  for (const { key, figure, value } of [...onPage, ...inFile])
    if (!key.startsWith("health.")) expect(known.get(key), `${key} ${figure}`).toContain(value);
  for (const picture of [onPage, inFile]) {
    const value = (wanted: string, name: string) =>
      picture.find(({ key, figure }) => key === wanted && figure === name)?.value;
    for (const step of made.map.stages.flatMap((stage) => stage.steps)) {
      expect(value(step.key, "count"), step.name).toBe(step.count);
      const felt = step.emotion.value ?? undefined;
      expect(value(step.emotion.key, "emotion"), step.name).toBe(felt);
      for (const pain of step.pains)
        if (pain.lost.value != null)
          expect(value(pain.key, "lost"), pain.title).toBe(pain.lost.value);
    }
  }
  await page.close();
});

test("the sample says that it is one, wherever it shows", async () => {
  const { page } = await open(browser, made.url);
  await drawn(page);
  const mark = "Sample company, invented data";
  expect(await page.locator(".tag.warn").allTextContents()).toContain(mark);
  expect(await page.locator(".crumb > a").textContent()).toContain("an invented sample");
  await page.goto(pathToFileURL(made.file).href);
  expect(await page.locator(".picture").textContent()).toContain(mark);
  await page.close();
});

test("the one file works without any network, by keyboard, and opens evidence", async () => {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) errors.push(request.url());
  });
  await page.goto(pathToFileURL(made.file).href);
  expect(
    await page.evaluate(() => document.fonts.ready.then(() => document.fonts.size)),
  ).toBeGreaterThan(0);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("skip");
  const pain = made.map.stages.flatMap((stage) => stage.steps).flatMap((step) => step.pains)[0];
  if (pain === undefined) throw new Error("the sample has pains");
  const part = page.locator(`.picture [data-key="${pain.key}"]`).first();
  await part.focus();
  await page.keyboard.press("Enter");
  expect(await page.locator("#panel h2").textContent()).toBe(pain.title);
  expect(await page.locator("#panel").textContent()).toContain("n = ");
  await page.keyboard.press("Escape");
  expect(await page.locator("#panel").isHidden()).toBe(true);
  expect(await part.evaluate((element) => element === document.activeElement)).toBe(true);
  const steps = made.map.stages.flatMap((stage) => stage.steps).map((step) => step.name);
  const table = (await page.locator("table").allTextContents()).join(" ");
  const words = (await page.locator(".words").allTextContents()).join(" ");
  for (const name of steps) {
    expect(table).toContain(name);
    expect(words).toContain(name);
  }
  await page.evaluate(axe);
  const serious = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
  expect(serious).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

test("the page of the sample opens without a complaint, and may be taken for the README", async () => {
  const { page, errors } = await open(browser, made.url);
  await drawn(page);
  await shot(page, "sample");
  const wanted = process.env.WAYLINE_SCREENSHOT;
  if (wanted !== undefined) {
    mkdirSync(dirname(wanted), { recursive: true });
    await page.screenshot({ path: wanted });
  }
  expect(errors).toEqual([]);
  await page.close();
});
