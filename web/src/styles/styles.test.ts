// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

// A part of the page looks the same whichever page was open before: what draws it brings the stylesheet it needs.

const SRC = join(import.meta.dirname, "..");

/** Files of a kind under the sources, with what is in them. */
function files(ends: string): [string, string][] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ends) && !path.endsWith(`.test${ends}`))
    .map((path) => [path, readFileSync(join(SRC, path), "utf8")]);
}

const sheets = files(".css");
const sources = files(".tsx");

/** Parts that several pages draw, and the stylesheet that says how. */
const PARTS = {
  "ask-veil": "ask.css",
  "map-changes": "personas.css",
  present: "present.css",
  shelf: "personas.css",
};

for (const [name, sheet] of Object.entries(PARTS))
  test(`what draws “${name}” imports ${sheet}, where alone it is described`, () => {
    const rule = new RegExp(`^\\.${name}(?![\\w-])`, "m");
    const where = sheets.flatMap(([path, text]) => (rule.test(text) ? path : []));
    expect(where).toEqual([`styles/${sheet}`]);
    const drawn = new RegExp(`className=(\\{\`|")${name}[" ]`);
    const drawing = sources.filter(([, text]) => drawn.test(text));
    expect(drawing.length).toBeGreaterThan(0);
    const without = drawing.filter(([, text]) => !text.includes(`/styles/${sheet}"`));
    expect(without.map(([path]) => path)).toEqual([]);
  });
