// Two people in one map: they see each other's pointers, hear when they are named, and lose nothing where one removes what the other writes.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch } from "./browser";
import { killable, type Killable } from "./killable";

let browser: Browser;
let server: Killable;
let ada: Page;
let ben: Page;

beforeAll(async () => {
  browser = await launch();
  server = await killable();
  ada = await joins("Ada");
  ben = await joins("Ben");
});

afterAll(async () => {
  await browser.close();
  server.end();
});

/** Opens the editor in a browser of its own. */
async function joins(name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1090 } });
  const page = await context.newPage();
  await page.goto(`${server.url}#/maps/shop?view=edit`);
  await page.getByRole("textbox", { name: "Your name" }).fill(name);
  await page.keyboard.press("Enter");
  await page.getByRole("grid").waitFor();
  await page.getByText("Saved", { exact: true }).waitFor();
  return page;
}

const head = (page: Page) => page.locator(".step-row [data-spot]").first();
const field = (page: Page) => page.locator("textarea.inline");

/** Adds a card under a step, by typing into its empty cell. */
async function adds(page: Page, lane: RegExp, column: number, text: string): Promise<void> {
  const row = page.getByRole("row", { name: lane });
  const cell = row.getByRole("gridcell").nth(column);
  await cell.click({ position: { x: 20, y: 8 } });
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  // The next one is open, and not wanted.
  await page.keyboard.press("Escape");
}

test("a pointer stands over the same place for the other, with a name, and nobody is told of it", async () => {
  const box = await head(ada).boundingBox();
  if (box === null) throw new Error("there is a step");
  await ada.mouse.move(box.x + 5, box.y + 5);
  await ada.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
  const pointer = ben.locator(".pointer", { hasText: "Ada" });
  await pointer.waitFor();
  await expect
    .poll(async () => {
      const [at, over] = await Promise.all([pointer.boundingBox(), head(ben).boundingBox()]);
      return at === null || over === null ? null : (at.x - over.x) / over.width;
    })
    .toBeCloseTo(0.5, 1);
  expect(await ben.locator(".pointers").getAttribute("aria-hidden")).toBe("true");
  // It goes when it leaves the map.
  await ada.mouse.move(2, 2);
  await pointer.waitFor({ state: "detached" });
});

test("who is named hears of it, finds it a day later too, and undo leaves it alone", async () => {
  await adds(ada, /^Pain points/, 1, "Too slow");
  await ben.locator(".card", { hasText: "Too slow" }).waitFor();
  await ada.locator(".card", { hasText: "Too slow" }).click();
  await ada.keyboard.press("Alt+m");
  await ada.getByRole("combobox", { name: /Write a comment/ }).fill("Is it, @Ben?");
  await ada.keyboard.press("Control+Enter");
  await ben.locator(".toast", { hasText: "Ada named you" }).waitFor();

  await ada.keyboard.press("Escape");
  await ada.locator(".card", { hasText: "Too slow" }).click();
  // This takes back the card, not what was said of it.
  await ada.keyboard.press("Control+z");
  await ben.locator(".card", { hasText: "Too slow" }).waitFor({ state: "detached" });
  await ada.keyboard.press("Control+Shift+z");
  await ben.locator(".card", { hasText: "Too slow" }).waitFor();

  await ben.reload();
  const unread = ben.getByRole("button", { name: /1 comment that names you is unread/ });
  await unread.click();
  await ben.getByRole("menuitem", { name: /Is it, @Ben/ }).click();
  await ben.getByRole("complementary").getByText("Is it,").waitFor();
  await unread.waitFor({ state: "detached" });
  await ben.keyboard.press("Escape");
});

test("what one writes in is removed by the other: one is told, stays on the map, and has every letter back", async () => {
  await ben.locator(".card", { hasText: "Too slow" }).click();
  await ben.keyboard.press("F2");
  await field(ben).waitFor();
  await ben.keyboard.type(" on Mondays");
  await ada.locator(".card", { hasText: "Too slow on Mondays" }).click();
  await ada.keyboard.press("Delete");
  await ben.locator(".toast", { hasText: "while you were writing in it" }).waitFor();
  await expect
    .poll(() => ben.evaluate(() => document.activeElement?.closest("[role=grid]") !== null))
    .toBe(true);
  await ben.getByRole("button", { name: "Bring it back" }).click();
  await expect.poll(() => field(ben).inputValue()).toBe("Too slow on Mondays");
  await ada.locator(".card", { hasText: "Too slow on Mondays" }).waitFor();
});
