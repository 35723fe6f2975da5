// What the server did not take, and what a page older than the server keeps: in a real browser with its real store, by keyboard.
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, shot } from "./browser";
import { addressOf, make } from "./project";
import { serious } from "./serious";

const program = process.env.WAYLINE_BIN ?? "";

let browser: Browser;
let folder: string;
let server: ChildProcess;
let url: string;

beforeAll(async () => {
  browser = await launch();
  folder = make(program);
  server = spawn(program, ["serve", "--addr", "127.0.0.1:0"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  url = await addressOf(server);
});

afterAll(async () => {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** What stands on the line between a page and its server. */
interface OnTheLine {
  refuses: boolean;
  outdated: boolean;
  /** The line breaks and is opened anew. */
  drop: () => void;
}

async function standsBetween(page: Page): Promise<OnTheLine> {
  const line: OnTheLine = { refuses: false, outdated: false, drop: () => undefined };
  await page.routeWebSocket(/\/live$/, (socket) => {
    const behind = socket.connectToServer();
    line.drop = () => {
      void socket.close();
      void behind.close();
    };
    socket.onMessage((said) => {
      if (typeof said === "string") {
        if (line.outdated && said.includes('"hello"'))
          socket.send(
            JSON.stringify({
              say: "outdated",
              schema: 2,
              detail: "an older page",
              help: "load it anew",
            }),
          );
        else behind.send(said);
        return;
      }
      // Sixty bytes are a question whether anybody is there.
      if (!line.refuses || said.length < 100) behind.send(said);
      else
        socket.send(
          JSON.stringify({
            say: "refused",
            number: said.readUInt32LE(1),
            code: "too-many",
            detail: "The map would have had too many cards",
            help: "divide it",
          }),
        );
    });
  });
  return line;
}

async function joins(name: string): Promise<{ page: Page; line: OnTheLine }> {
  const context = await browser.newContext({
    viewport: { width: 1600, height: 1090 },
    serviceWorkers: "block",
  });
  const page = await context.newPage();
  const line = await standsBetween(page);
  await page.goto(`${url}#/maps/shop?view=edit`);
  await page.getByRole("textbox", { name: "Your name" }).fill(name);
  await page.keyboard.press("Enter");
  await page.getByRole("grid").waitFor();
  await page.getByText("Saved", { exact: true }).waitFor();
  return { page, line };
}

async function renames(page: Page, step: RegExp, name: string): Promise<void> {
  await page.getByRole("columnheader", { name: step }).last().click();
  await page.keyboard.press("F2");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(name);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
}

async function becomes(page: Page, text: string): Promise<void> {
  await page.getByRole("grid").getByText(text, { exact: true }).first().waitFor();
}

test("what was not taken is shown with its reason, survives a reload, and is made again by keyboard", async () => {
  const { page, line } = await joins("Ada");
  line.refuses = true;
  await renames(page, /^Reads/, "Reads what others say");
  await page.getByText(/change.* not taken: The map would have had too many cards/).waitFor();
  await becomes(page, "Reads reviews");
  await page.reload();
  await page.getByRole("grid").waitFor();
  // By keyboard alone: the line's button, the choice, the act.
  await page.getByRole("button", { name: /not taken/ }).focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary", { name: "Changes not taken" });
  await panel.getByText("Reads what others say").first().waitFor();
  expect(await panel.textContent()).toContain("The map would have had too many cards");
  expect(await panel.textContent()).toContain("Name: before");
  await shot(page, "not-taken");
  expect(await serious(page)).toEqual([]);
  const saved = page.waitForEvent("download");
  await panel.getByRole("button", { name: "Download JSON" }).focus();
  await page.keyboard.press("Enter");
  const file = await (await saved).path();
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
    map: "shop",
    code: "too-many",
    edits: [{ edit: "write", field: "name", text: "Reads what others say" }],
  });
  line.refuses = false;
  await panel.getByRole("button", { name: /Make \d+ changes? again/ }).focus();
  await page.keyboard.press("Enter");
  await becomes(page, "Reads what others say");
  await panel.getByText(/Nothing lies aside/).waitFor();
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.context().close();
});

test("an old page says that the server is newer, keeps what is written, and the new page sends it", async () => {
  const { page, line } = await joins("Ben");
  line.outdated = true;
  line.drop();
  await page.getByRole("button", { name: "Load anew" }).waitFor();
  await renames(page, /^Reads/, "Reads it all");
  await page.getByText(/The server is newer than this page. \d+ changes? (is|are) kept/).waitFor();
  await shot(page, "outdated");
  expect(await serious(page)).toEqual([]);
  // The new page is of the server's version.
  line.outdated = false;
  await page.getByRole("button", { name: "Load anew" }).click();
  await becomes(page, "Reads it all");
  await page.getByText("Saved", { exact: true }).waitFor();
  const other = await joins("Cleo");
  await becomes(other.page, "Reads it all");
  await page.context().close();
});
