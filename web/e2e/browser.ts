// Chromium of the system: named by CHROME, else looked for on the path.
import { accessSync, constants, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

export function launch(): Promise<Browser> {
  // As root, in containers, Chromium's own sandbox cannot start.
  const root = process.getuid?.() === 0;
  return chromium.launch({ executablePath: find(), args: root ? ["--no-sandbox"] : [] });
}

function find(): string {
  if (process.env.CHROME !== undefined) return process.env.CHROME;
  for (const folder of (process.env.PATH ?? "").split(delimiter))
    for (const name of NAMES)
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        continue;
      }
  throw new Error("no Chromium on the path: install one, or set CHROME to it");
}

/** A page that notes everything it complains about. */
export async function open(
  browser: Browser,
  url: string,
): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1090 } });
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(url);
  return { page, errors };
}

export async function shot(page: Page, name: string): Promise<void> {
  const folder = join(import.meta.dirname, "out");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
