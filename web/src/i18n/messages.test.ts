import { FluentResource } from "@fluent/bundle";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGUAGES, preferred, sourceOf } from "./messages";

function keysOf(source: string): string[] {
  return new FluentResource(source).body.map((message) => message.id);
}

const ENGLISH = keysOf(sourceOf("en"));

test("every language has every key of English, once, and no other", () => {
  expect(ENGLISH.length).toBeGreaterThan(50);
  for (const language of LANGUAGES) {
    const keys = keysOf(sourceOf(language));
    expect(new Set(keys).size, `${language}: a key stands twice`).toBe(keys.length);
    expect([...keys].sort(), language).toEqual([...ENGLISH].sort());
    const written = sourceOf(language).match(/^[a-z][a-z0-9_-]* =/gm) ?? [];
    expect(written.length, `${language}: a message cannot be read`).toBe(keys.length);
  }
});

test("every language fills in the same values", () => {
  const values = (source: string) =>
    new Map(
      source
        .split(/^(?=[a-z])/m)
        .map((part) => [
          /^[a-z0-9_-]+/.exec(part)?.[0] ?? "",
          [...new Set(part.match(/\$[a-z]+/g) ?? [])].sort().join(),
        ]),
    );
  const english = values(sourceOf("en"));
  for (const language of LANGUAGES)
    for (const [key, names] of values(sourceOf(language)))
      expect(names, `${language}: ${key}`).toBe(english.get(key));
});

test("every text that the page asks for is written down", () => {
  const asked = new Set<string>();
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (/\.tsx?$/.test(entry.name) && !entry.name.includes(".test."))
        for (const [, key] of readFileSync(path, "utf8").matchAll(/\bt\(\s*"([a-z0-9-]+)"/g))
          asked.add(key ?? "");
    }
  };
  walk(join(import.meta.dirname, ".."));
  expect(asked.size).toBeGreaterThan(30);
  for (const key of asked) expect(ENGLISH, `t("${key}")`).toContain(key);
});

test("the reader's choice comes before the browser's, and English after both", () => {
  expect(preferred("ru", ["pl-PL"])).toBe("ru");
  expect(preferred(null, ["de-DE", "zh-CN", "pl"])).toBe("zh");
  expect(preferred("xx", ["de"])).toBe("en");
});
