// Three people in one map, in three browsers: one goes offline, the server is killed in between, and in the end all have the same map.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, shot } from "./browser";
import { cable } from "./cable";
import { killable, type Killable } from "./killable";

interface Somebody {
  context: BrowserContext;
  page: Page;
  errors: string[];
}

let browser: Browser;
let server: Killable;

beforeAll(async () => {
  browser = await launch();
  server = await killable();
});

afterAll(async () => {
  await browser.close();
  server.end();
});

/** Opens the editor in a browser of its own. */
async function joins(name: string, url = server.url): Promise<Somebody> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1090 } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${url}#/maps/shop?view=edit`);
  await page.getByRole("textbox", { name: "Your name" }).fill(name);
  await page.keyboard.press("Enter");
  await page.getByRole("grid").waitFor();
  await page.getByText("Saved", { exact: true }).waitFor();
  return { context, page, errors };
}

/** Writes over the name of a step, by keyboard. */
async function renames(page: Page, step: string, name: string): Promise<void> {
  await page
    .getByRole("columnheader", { name: new RegExp(`^${step}`) })
    .last()
    .click();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
}

/** Adds a card under a step, by typing into its empty cell. */
async function adds(page: Page, lane: RegExp, column: number, text: string): Promise<void> {
  const row = page.getByRole("row", { name: lane });
  await row
    .getByRole("gridcell")
    .nth(column)
    .click({ position: { x: 20, y: 8 } });
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  // The next one is open, and not wanted.
  await page.keyboard.press("Escape");
}

/** What the grid says, without the names of those who are there. */
async function says(page: Page): Promise<string> {
  const heads = await page.getByRole("columnheader").allInnerTexts();
  const lanes = page.getByRole("row", { name: /^(Needs|Thoughts|Pain points)/ });
  const cells = await lanes.getByRole("gridcell").allInnerTexts();
  const plain = (text: string) => text.replace(/\s+/g, " ").replace(/ (Anna|Bo|李)(?= |$)/gu, "");
  return [...heads, ...cells].map((text) => plain(text).trim()).join(" | ");
}

async function becomes(page: Page, text: string): Promise<void> {
  await page
    .getByRole("grid")
    .getByText(text, { exact: true })
    .first()
    .waitFor({ timeout: 20_000 });
}

test("three browsers, one offline, the server killed in between: the same map for all", async () => {
  const line = await cable(server.url);
  const [anna, bo, li] = await Promise.all([joins("Anna"), joins("Bo"), joins("李", line.url)]);

  await renames(anna.page, "Reads reviews", "Reads what others say");
  await becomes(bo.page, "Reads what others say");
  await becomes(li.page, "Reads what others say");

  line.pull();
  await adds(li.page, /^Needs/, 1, "Hear from people like me");
  await adds(bo.page, /^Needs/, 2, "Pay without an account");
  await becomes(anna.page, "Pay without an account");
  await adds(li.page, /^Pain points/, 2, "The form asks twice");

  await server.kill();
  await adds(anna.page, /^Thoughts/, 0, "Is this for me?");
  await anna.page
    .getByText(/Not connected/)
    .first()
    .waitFor();
  await shot(anna.page, "offline");
  await server.start();

  await li.page
    .getByText(/Not connected/)
    .first()
    .waitFor();
  line.plug();
  for (const { page } of [anna, bo, li])
    for (const text of [
      "Hear from people like me",
      "Pay without an account",
      "The form asks twice",
      "Is this for me?",
    ])
      await becomes(page, text);
  for (const { page } of [anna, bo, li])
    await page.getByText("Saved", { exact: true }).waitFor({ timeout: 20_000 });
  const told = await Promise.all([anna, bo, li].map(({ page }) => says(page)));
  expect(told[1]).toBe(told[0]);
  expect(told[2]).toBe(told[0]);
  await shot(li.page, "together");

  // And the file has it too, a moment later.
  await expect
    .poll(() => readFileSync(join(server.folder, "maps/shop.journey.yaml"), "utf8"), {
      timeout: 15_000,
    })
    .toContain("The form asks twice");
  for (const { errors } of [anna, bo, li]) expect(errors).toEqual([]);
  line.end();
});

test("a tab that is closed in the middle of a word loses nothing", async () => {
  const eva = await joins("Eva");
  const row = eva.page.getByRole("row", { name: /^Thoughts/ });
  await row
    .getByRole("gridcell")
    .nth(3)
    .click({ position: { x: 20, y: 8 } });
  await server.kill();
  await eva.page.keyboard.type("Half a wo");
  // No Enter, no Escape, no server, no goodbye.
  await eva.page.close();
  await server.start();
  const again = await eva.context.newPage();
  await again.goto(`${server.url}#/maps/shop?view=edit`);
  await becomes(again, "Half a wo");
  const other = await joins("Ola");
  await becomes(other.page, "Half a wo");
});

test("whoever is not known any more joins again, and what was not sent is made again", async () => {
  const ada = await joins("Ada");
  await server.kill();
  await adds(ada.page, /^Needs/, 3, "See when it comes");
  await ada.context.clearCookies();
  await server.start();
  await ada.page
    .getByText(/The server does not know who you are any more/)
    .waitFor({ timeout: 20_000 });
  await shot(ada.page, "not-known");
  await ada.page.getByRole("button", { name: "Join again" }).click();
  await ada.page.getByRole("dialog").getByRole("button", { name: "Begin" }).click();
  await ada.page.getByRole("button", { name: /changes? (was|were) not taken/ }).click();
  await shot(ada.page, "left-behind");
  await ada.page.getByRole("button", { name: /^Make \d+ changes? again/ }).click();
  await becomes(ada.page, "See when it comes");
  await ada.page.getByText("Saved", { exact: true }).waitFor();
  const other = await joins("Uma");
  await becomes(other.page, "See when it comes");
  expect(ada.errors).toEqual([]);
});
