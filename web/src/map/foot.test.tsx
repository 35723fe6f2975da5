// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { InReadersLanguage } from "../i18n/provider";
import { Legend } from "./foot";

afterEach(cleanup);

test("the legend of the page says what the legend of a picture says", () => {
  localStorage.setItem("wayline-language", "en");
  render(
    <InReadersLanguage>
      <Legend />
    </InReadersLanguage>,
  );
  const picture = readFileSync(join(import.meta.dirname, "../../../docs/gallery/map.svg"), "utf8");
  const words = within(screen.getByRole("list")).getAllByRole("listitem");
  expect(words).toHaveLength(4);
  for (const { textContent } of words) expect(picture).toContain(`>${textContent}</text>`);
});
