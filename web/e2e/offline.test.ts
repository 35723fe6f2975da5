// A map that was opened before opens without the server, in a new tab; an upgrade of the server is seen at the next load; and a browser
// that keeps nothing works on.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { launch, shot } from "./browser";
import { killable, type Killable } from "./killable";
import { serious } from "./serious";

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

/** What one test did to the server is nothing to the next. */
beforeEach(async () => {
  if (server.isGone()) await server.start();
});

async function opens(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${server.url}#/maps/shop?view=edit`);
  return page;
}

async function joins(context: BrowserContext, name: string): Promise<Page> {
  const page = await opens(context);
  await page.getByRole("textbox", { name: "Your name" }).fill(name);
  await page.keyboard.press("Enter");
  await page.getByRole("grid").waitFor();
  await page.getByText("Saved", { exact: true }).waitFor();
  return page;
}

/** The page is kept by now, and this tab is served by who keeps it. */
async function isKept(page: Page): Promise<void> {
  // `waitForFunction` takes the promise itself for the answer.
  const state = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return [registration?.active?.state, navigator.serviceWorker.controller !== null];
    });
  await expect.poll(state, { timeout: 30_000 }).toEqual(["activated", true]);
}

async function renames(page: Page, step: RegExp, name: string): Promise<void> {
  await page.getByRole("columnheader", { name: step }).last().click();
  await page.keyboard.press("F2");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
}

async function becomes(page: Page, text: string): Promise<void> {
  await page.getByRole("grid").getByText(text, { exact: true }).first().waitFor();
}

/** What stands before the server and gives its page, and after an upgrade that of another build. */
async function inFrontOf(
  behind: string,
): Promise<{ url: string; upgrade: () => void; stop: () => Promise<void> }> {
  let upgraded = false;
  const { origin, host } = new URL(behind);
  const front = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on("data", (chunk: Buffer) => chunks.push(chunk));
    asked.on("end", () => {
      const headers = new Headers();
      for (const name of ["content-type", "cookie"]) {
        const value = asked.headers[name];
        if (typeof value === "string") headers.set(name, value);
      }
      headers.set("host", host);
      const body = chunks.length === 0 ? null : Buffer.concat(chunks);
      void fetch(`${origin}${asked.url ?? "/"}`, {
        method: asked.method ?? "GET",
        headers,
        body,
      }).then(async (reply) => {
        let content = Buffer.from(await reply.arrayBuffer());
        if (upgraded && asked.url === "/")
          content = Buffer.from(
            content.toString().replace("<title>", '<meta name="build" content="upgraded"><title>'),
          );
        if (upgraded && asked.url === "/sw.js")
          content = Buffer.from(
            content.toString().replace(/"name":"[0-9a-f]+"/, '"name":"upgraded"'),
          );
        for (const name of ["content-type", "cache-control", "set-cookie"]) {
          const value = reply.headers.get(name);
          if (value !== null) answer.setHeader(name, value);
        }
        answer.writeHead(reply.status);
        answer.end(content);
      });
    });
  });
  await new Promise<void>((done) => front.listen(0, "127.0.0.1", done));
  const { port } = front.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    upgrade: () => {
      upgraded = true;
    },
    stop: () =>
      new Promise((done) => {
        front.closeAllConnections();
        front.close(() => {
          done();
        });
      }),
  };
}

test("the service worker is sent so that a browser takes it, and asks for it anew", async () => {
  const reply = await fetch(`${server.url}sw.js`);
  expect(reply.status).toBe(200);
  expect(reply.headers.get("content-type")).toContain("text/javascript");
  expect(reply.headers.get("cache-control")).toBe("no-cache");
  // It lies at the root, so it rules over the whole page without a header that says so.
  expect(new URL(reply.url).pathname).toBe("/sw.js");
});

test("with the server down, a new tab opens the map, and what is written there arrives", async () => {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1090 } });
  const first = await joins(context, "Ada");
  await isKept(first);
  await server.kill();
  await first.close();

  const page = await opens(context);
  await becomes(page, "Reads reviews");
  await page.getByText("Not connected; kept here").first().waitFor();
  await renames(page, /^Reads reviews/, "Reads what others say");
  await page.getByText(/Not connected: \d+ changes are kept here/).waitFor();
  await shot(page, "offline-new-tab");
  expect(await serious(page)).toEqual([]);
  // Closed and opened once more, it is still there.
  await page.close();
  const again = await opens(context);
  await becomes(again, "Reads what others say");

  await server.start();
  await again.getByText("Saved", { exact: true }).waitFor({ timeout: 40_000 });
  const other = await joins(await browser.newContext(), "Ben");
  await becomes(other, "Reads what others say");
  await expect
    .poll(() => readFileSync(join(server.folder, "maps/shop.journey.yaml"), "utf8"), {
      timeout: 15_000,
    })
    .toContain("Reads what others say");
  await context.close();
});

test("nothing of the API lies in the cache", async () => {
  const context = await browser.newContext();
  const page = await joins(context, "Cleo");
  await isKept(page);
  await page.reload();
  await page.getByRole("grid").waitFor();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const paths = names.map(async (name) =>
      (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname),
    );
    return { names, paths: (await Promise.all(paths)).flat() };
  });
  expect(kept.names.length).toBe(1);
  expect(kept.paths).toContain("/");
  expect(kept.paths.filter((path) => !/^\/(assets\/.*|fonts\/.*|icon\.svg)?$/.test(path))).toEqual(
    [],
  );
  await context.close();
});

test("a page of another build is shown at the first load, and kept beside the one before", async () => {
  const front = await inFrontOf(server.url);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${front.url}#/maps/shop?view=edit`);
  await page.getByRole("textbox", { name: "Your name" }).fill("Dora");
  await page.keyboard.press("Enter");
  await isKept(page);
  expect(await page.title()).not.toContain("Upgraded");

  front.upgrade();
  await page.reload();
  const shows = () =>
    page.evaluate(() => document.querySelector("meta[name=build]")?.getAttribute("content"));
  expect(await shows()).toBe("upgraded");
  // All of it is kept, beside the one before, which tabs may still be of.
  const holds = () =>
    page.evaluate(async () => {
      const page = await (await caches.open("wayline-page upgraded")).match("/");
      return (
        page !== undefined && (await navigator.serviceWorker.ready).active?.state === "activated"
      );
    });
  await expect.poll(holds, { timeout: 20_000 }).toBe(true);
  expect(await page.evaluate(() => caches.keys())).toHaveLength(2);
  await front.stop();
  await page.reload();
  expect(await shows()).toBe("upgraded");
  await context.close();
});

test("a browser without service workers edits as before", async () => {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await joins(context, "Eli");
  await renames(page, /^Reads/, "Reads the reviews");
  await page.getByText("Saved", { exact: true }).waitFor();
  await becomes(page, "Reads the reviews");
  await context.close();
});
