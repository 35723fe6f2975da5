// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { InReadersLanguage } from "../i18n/provider";
import { go } from "../route";
import { PageFocus } from "./page_focus";

beforeEach(() => {
  history.replaceState(null, "", "#/maps");
});

afterEach(cleanup);

test("a link to another page leads the focus to its heading, and says where one is", async () => {
  render(
    <InReadersLanguage>
      <main id="content" tabIndex={-1}>
        <h1>Here</h1>
        <a href="#/data">there</a>
      </main>
      <PageFocus />
    </InReadersLanguage>,
  );
  screen.getByRole("link").focus();
  act(() => {
    go({ page: "data" });
  });
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByRole("heading"));
  });
  expect(screen.getByRole("log").textContent).toBe("Is my data good enough?");
  expect(document.title).toBe("Is my data good enough? · Wayline");
});

test("what opens beside the same page leaves the focus where it is", () => {
  history.replaceState(null, "", "#/maps/shop");
  render(
    <InReadersLanguage>
      <main id="content">
        <button type="button">Figure</button>
      </main>
      <PageFocus />
    </InReadersLanguage>,
  );
  screen.getByRole("button").focus();
  act(() => {
    go({ page: "map", id: "shop", view: "map", key: "s0" });
  });
  expect(document.activeElement).toBe(screen.getByRole("button"));
});
