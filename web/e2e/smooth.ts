// How smooth the editor is with a map of many cards: the real program, the real page, in Chromium. Run by `npm run smooth`; nothing here passes or fails.
//
// Opening: from the navigation to the first frame with the map on it, and to the moment from which it can be changed, for somebody who was
// never here and for somebody who comes back.
// Writing: from the key to the frame that shows the letter, and what of it is script.
// Scrolling: the time between frames from one end to the other and back, and tasks of more than 50 ms.
// Beside each stands how long the page's own thread worked for it: that hardly changes when the machine is busy with other things.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launch } from "./browser";
import { manyCards } from "./many_cards";
import { addressOf } from "./project";

const RUNS = 5;
const LETTERS = 40;

const program = process.env.WAYLINE_BIN;
if (program === undefined) throw new Error("set WAYLINE_BIN to the wayline program");
const [steps = 100, each = 20] = process.argv.slice(2).map(Number);

const folder = mkdtempSync(join(tmpdir(), "wayline-smooth-"));
execFileSync(program, ["init", ".", "--name", "Smooth"], { cwd: folder, stdio: "pipe" });
const server = spawn(program, ["serve", "--addr", "127.0.0.1:0"], {
  cwd: folder,
  stdio: ["ignore", "pipe", "inherit"],
});
const browser = await launch();
try {
  const url = await addressOf(server);
  const { page, context } = await somebody(browser, url);
  const made = await context.request.post(`${url}api/v1/maps`, {
    data: { id: "many", map: manyCards(steps, each) },
  });
  if (!made.ok()) throw new Error(await made.text());
  tell(`${steps * each} cards in ${steps} steps`);
  await opening(browser, url);
  await opened(page, url);
  tell(
    `elements in the grid: ${await page.evaluate(() => document.querySelectorAll("[role=grid] *").length)}`,
  );
  const work = await workOf(page);
  await writing(page, work);
  await scrolling(page, work);
  await context.close();
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function somebody(
  browser: Browser,
  url: string,
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.request.post(`${url}api/v1/people`, {
    data: { name: "Ann", colour: "#2f5d8c" },
  });
  await context.addInitScript(noteGrid);
  return { page: await context.newPage(), context };
}

/** In the page: notes when the map has been painted, and when it can be changed and that has been painted. */
function noteGrid(): void {
  const seen = new Set<string>();
  const note = (name: string, found: boolean) => {
    if (!found || seen.has(name)) return;
    seen.add(name);
    requestAnimationFrame(() => {
      setTimeout(() => {
        Object.assign(window, { [name]: performance.now() });
      });
    });
  };
  const look = () => {
    const spot = document.querySelector('[role=grid] [data-spot][tabindex="0"]');
    note("seenAt", spot !== null);
    note("gridAt", spot !== null && spot.closest("[inert]") === null);
    if (seen.has("gridAt")) watch.disconnect();
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true, attributes: true });
}

/** Opens the map's editor; answers the milliseconds from the navigation until it is seen and until it can be changed. */
async function opened(page: Page, url: string): Promise<{ seen: number; open: number }> {
  await page.goto("about:blank");
  await page.goto(`${url}#/maps/many?view=edit`, { waitUntil: "commit" });
  await page.waitForFunction(() => (window as { gridAt?: number }).gridAt);
  return page.evaluate(() => {
    const { seenAt = NaN, gridAt = NaN } = window as { seenAt?: number; gridAt?: number };
    return { seen: seenAt, open: gridAt };
  });
}

/** Answers how many milliseconds the page's main thread worked, in its own time, since this was asked last. */
type Work = () => Promise<number>;

async function workOf(page: Page): Promise<Work> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  let last = 0;
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const now = 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN);
    const since = now - last;
    last = now;
    return since;
  };
}

async function opening(browser: Browser, url: string): Promise<void> {
  const first: { seen: number; open: number }[] = [];
  const again: { seen: number; open: number }[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { page, context } = await somebody(browser, url);
    first.push(await opened(page, url));
    // Until the browser's store has it, and its picture too.
    await page.waitForTimeout(2500);
    again.push(await opened(page, url));
    await context.close();
  }
  for (const [times, name] of [
    [first, "opened for the first time"],
    [again, "opened again"],
  ] as const) {
    tell(`${name}, seen: ${told(times.map(({ seen }) => seen))}`);
    tell(`${name}, can be changed: ${told(times.map(({ open }) => open))}`);
  }
}

async function writing(page: Page, work: Work): Promise<void> {
  await page.locator("[data-card]").first().click();
  await page.keyboard.press("F2");
  await page.evaluate(() => {
    const script: number[] = [];
    let begun = 0;
    addEventListener("keydown", () => (begun = performance.now()), { capture: true });
    // React has drawn by now: what it does for a letter is done before the next listener is called.
    addEventListener("input", () => script.push(performance.now() - begun));
    // What the browser says of a key: from the press to the frame that shows what came of it, in steps of 8 ms. It tells of no key that
    // took less than 16.
    const slow = new Map<number, number>();
    new PerformanceObserver((list) => {
      for (const { startTime, duration, name } of list.getEntries())
        if (/^key(down|press)$|^input$/.test(name))
          slow.set(startTime, Math.max(duration, slow.get(startTime) ?? 0));
    }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
    Object.assign(window, { letterTimes: { script, slow } });
  });
  await work();
  for (let letter = 0; letter < LETTERS; letter += 1) {
    await page.keyboard.press("abcdefgh"[letter % 8] ?? "a");
    await page.waitForTimeout(60);
  }
  tell(`a letter, work:            ${((await work()) / LETTERS).toFixed(1)} ms`);
  const { script, slow } = await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { script, slow } = (
      window as unknown as { letterTimes: { script: number[]; slow: Map<number, number> } }
    ).letterTimes;
    return { script, slow: [...slow.values()] };
  });
  await page.keyboard.press("Escape");
  tell(`a letter, script:          ${told(script)}`);
  const shown = Array.from({ length: LETTERS }, (_, at) => slow[at] ?? 16);
  tell(`a letter, until on screen: ${told(shown)}; 16 is 16 or less`);
}

async function scrolling(page: Page, work: Work): Promise<void> {
  await work();
  const { frames, long } = await page.evaluate(async () => {
    const scroller = document.querySelector(".grid-scroller");
    if (scroller === null) throw new Error("nothing scrolls");
    const long: number[] = [];
    const watch = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) long.push(duration);
    });
    watch.observe({ entryTypes: ["longtask"] });
    const frames: number[] = [];
    const end = scroller.scrollWidth - scroller.clientWidth;
    for (const by of [60, -60]) {
      let last = performance.now();
      for (let left = by > 0 ? 0 : end; left >= 0 && left <= end; left += by) {
        scroller.scrollLeft = left;
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        frames.push(now - last);
        last = now;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    watch.disconnect();
    return { frames, long };
  });
  tell(`work for each frame:       ${((await work()) / frames.length).toFixed(1)} ms`);
  tell(`frames while scrolling:    ${told(frames)} of ${frames.length}`);
  tell(`tasks over 50 ms:          ${long.length}${long.length === 0 ? "" : `, ${told(long)}`}`);
}

function told(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN).toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
