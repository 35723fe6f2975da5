import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataReport, EvidenceDetail, ResolvedMap, Step } from "../src/api/shapes";
import { formatOf } from "../src/i18n/format";
import { launch, open, shot } from "./browser";
import { serve, type Served } from "./project";
import { serious } from "./serious";

const format = formatOf("en");
let served: Served;
let browser: Browser;
let map: ResolvedMap;

beforeAll(async () => {
  served = await serve();
  browser = await launch();
  map = await ask<ResolvedMap>("");
});

afterAll(async () => {
  await browser.close();
  served.stop();
});

async function ask<T>(rest: string): Promise<T> {
  const reply = await fetch(`${served.url}api/v1/maps/${encodeURIComponent(served.map)}${rest}`);
  expect(reply.status).toBe(200);
  return (await reply.json()) as T;
}

function steps(): Step[] {
  return map.stages.flatMap((stage) => stage.steps);
}

const at = (rest = "") => `${served.url}#/maps/${encodeURIComponent(served.map)}${rest}`;

async function drawn(page: Page): Promise<void> {
  await page.waitForSelector("[role=grid] [data-key]");
}

test("the page is sent with a policy that lets nothing foreign run", async () => {
  const reply = await fetch(served.url);
  const policy = reply.headers.get("content-security-policy") ?? "";
  // The live document is WebAssembly of the page's own; nothing else is compiled.
  const own = policy.replace(" 'wasm-unsafe-eval'", "");
  expect(own).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(own).not.toMatch(/unsafe|\*|data:.*script/);
});

test("the bare address opens the only map, and nothing on the way complains", async () => {
  const { page, errors } = await open(browser, served.url);
  await drawn(page);
  expect(await page.locator("header h1").textContent()).toBe(map.map);
  await page.evaluate(() => document.fonts.ready);
  expect(await page.evaluate(() => document.fonts.check("600 13px Inter"))).toBe(true);
  await shot(page, "map");
  expect(errors).toEqual([]);
  await page.close();
});

test("every step of the map stands on the picture with its own count", async () => {
  const { page } = await open(browser, at());
  await drawn(page);
  for (const step of steps()) {
    const card = page.locator(`[data-lane="steps"] [data-key="${step.key}"]`);
    const words = (await card.textContent()) ?? "";
    expect(words.replace(/\s/g, ""), step.key).toContain(step.name.replace(/\s/g, "").slice(0, 6));
  }
  const journeys = page.locator('[data-key="health.journeys"] .kpi-value');
  expect(await journeys.textContent()).toContain(format.whole(map.health.journeys));
  await page.close();
});

test("a click on a pain opens the figures that the API gives for it", async () => {
  const pain = steps().flatMap((step) => step.pains)[0];
  const key = pain?.key ?? steps()[0]?.key ?? "";
  const detail = await ask<EvidenceDetail>(`/evidence/${key}`);
  const { page, errors } = await open(browser, at());
  await drawn(page);
  await page.locator(`[role=grid] [data-key="${key}"]`).first().click();
  await page.waitForSelector(".panel .verdict");
  expect(await page.locator(".panel h2").textContent()).toBe(detail.title);
  expect(await page.locator(".panel .verdict p").textContent()).toBe(detail.why);
  const shown = await page.locator(".panel .figure-value").allTextContents();
  const expected = detail.evidence.map((one) =>
    one.value == null ? "Not known" : format.figure(one.measure, one.value),
  );
  expect(shown).toEqual(expected);
  const bases = await page.locator(".panel .figures .quiet").allTextContents();
  detail.evidence.forEach((one, i) => {
    if (one.value != null) expect(bases[i]).toContain(`n = ${format.whole(one.n)}`);
    else expect(bases[i]).toBe(one.why);
  });
  if (detail.command != null)
    expect(await page.locator(".panel pre").first().textContent()).toBe(detail.command);
  expect(new URL(page.url()).hash).toContain(`key=${key}`);
  await shot(page, "evidence");
  expect(errors).toEqual([]);
  await page.close();
});

test("the keyboard alone reaches a part, opens it, and comes back to it", async () => {
  const { page } = await open(browser, at());
  await drawn(page);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("skip");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  const key = () => page.evaluate(() => document.activeElement?.getAttribute("data-key"));
  const inGrid = () =>
    page.evaluate(() => document.activeElement?.getAttribute("role") === "gridcell");
  for (let i = 0; i < 40 && !(await inGrid()); i += 1) await page.keyboard.press("Tab");
  const first = await key();
  expect(first).toBe(map.stages[0]?.key);
  await page.keyboard.press("ArrowDown");
  expect(await key()).toBe(steps()[0]?.key);
  await page.keyboard.press("ArrowRight");
  const second = steps()[1]?.key;
  expect(await key()).toBe(second);
  await page.keyboard.press("End");
  expect(await key()).toBe(steps().at(-1)?.key);
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".panel .verdict");
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("panel");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".panel", { state: "detached" });
  expect(await key()).toBe(steps()[0]?.key);
  await page.close();
});

test("an address with a key opens that evidence, and the way back closes it", async () => {
  const key = steps()[1]?.key ?? "";
  const { page } = await open(browser, at());
  await drawn(page);
  await page.goto(at(`?key=${key}`));
  await page.waitForSelector(".panel .verdict");
  expect(await page.locator(".panel h2").textContent()).toBe(steps()[1]?.name);
  await page.goBack();
  await page.waitForSelector(".panel", { state: "detached" });
  await page.close();
});

test("table, story and findings say the same as the map", async () => {
  const { page, errors } = await open(browser, at("?view=table"));
  await page.waitForSelector("table");
  const heads = await page.locator("thead tr:nth-child(2) th").allTextContents();
  expect(heads.slice(1)).toEqual(steps().map((step) => step.name));
  const counts = await page.locator("tbody tr:nth-child(2) td").allTextContents();
  expect(counts).toEqual(
    steps().map((step) => (step.count == null ? "–" : format.whole(step.count))),
  );
  expect(await serious(page)).toEqual([]);
  await shot(page, "table");
  await page.goto(at("?view=story"));
  await page.waitForSelector(".story");
  expect(await page.locator(".story h3").allTextContents()).toEqual(steps().map((s) => s.name));
  expect(await serious(page)).toEqual([]);
  await page.goto(at("?view=findings"));
  const found = await ask<{ diagnostics: { message: string }[] }>("/check");
  if (found.diagnostics.length > 0) await page.waitForSelector(".findings li");
  const said = await page.locator(".findings li").allTextContents();
  expect(said).toHaveLength(found.diagnostics.length);
  // What was found stands under what it means, and begins as a sentence does.
  for (const [i, { message }] of found.diagnostics.entries())
    expect(said[i]?.toLowerCase()).toContain(message.toLowerCase());
  expect(await serious(page)).toEqual([]);
  expect(errors).toEqual([]);
  await page.close();
});

test("axe finds nothing serious on the map and its evidence, at 100 and at 200 percent", async () => {
  const { page } = await open(browser, at(`?key=${steps()[0]?.key ?? ""}`));
  await drawn(page);
  await page.waitForSelector(".panel .verdict");
  expect(await serious(page)).toEqual([]);
  await page.setViewportSize({ width: 800, height: 545 });
  expect(await serious(page)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, "only the map scrolls sideways").toBeLessThanOrEqual(800);
  await shot(page, "zoomed");
  await page.close();
});

test("the page speaks four languages and keeps the choice", async () => {
  const { page, errors } = await open(browser, at());
  await drawn(page);
  for (const [language, words] of [
    ["pl", "Tabela"],
    ["ru", "Таблица"],
    ["zh", "表格"],
  ] as const) {
    await page.locator("select.language").selectOption(language);
    // The words of a language come when it is chosen.
    await expect.poll(() => page.locator(".views a").nth(2).textContent()).toBe(words);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
  }
  await page.reload();
  await drawn(page);
  expect(await page.locator(".views a").nth(2).textContent()).toBe("表格");
  await shot(page, "chinese");
  expect(errors).toEqual([]);
  await page.close();
});

test("what is not there is said, and a server that stopped is too", async () => {
  const { page } = await open(browser, `${served.url}#/maps/no-such-map`);
  await page.getByRole("heading", { name: "There is no such map" }).waitFor();
  await page.goto(`${served.url}#/nowhere`);
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  await page.route("**/api/**", (route) => route.abort());
  await page.goto(at());
  await page.waitForSelector(".notice .button");
  await page.getByRole("heading", { name: "The server does not answer" }).waitFor();
  await page.unroute("**/api/**");
  await page.locator(".notice .button").click();
  await drawn(page);
  await page.close();
});

test("the page about the data says what the API says", async () => {
  const report = (await (await fetch(`${served.url}api/v1/data`)).json()) as DataReport;
  const { page, errors } = await open(browser, `${served.url}#/data`);
  await page.waitForSelector(".facts");
  expect(await page.locator(".cannot li").allTextContents()).toEqual(report.cannot);
  expect(await page.locator(".facts dd").first().textContent()).toBe(format.whole(report.events));
  expect(await serious(page)).toEqual([]);
  await shot(page, "data");
  expect(errors).toEqual([]);
  await page.close();
});

test("text of the data is text: markup in a name is shown, not obeyed", async () => {
  const { page } = await open(browser, at());
  await drawn(page);
  const project = (await (await fetch(`${served.url}api/v1/project`)).json()) as { name: string };
  expect(await page.locator(".crumb > a").textContent()).toBe(project.name);
  expect(await page.locator(".crumb b").count()).toBe(0);
  await page.close();
});
