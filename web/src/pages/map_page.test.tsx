// @vitest-environment jsdom
import { serving, show, type Answers } from "./fake_server";
import { IDBFactory } from "fake-indexeddb";
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepAnswer } from "../api/last_answers";
import type { ResolvedMap } from "../api/shapes";
import { aloneMap } from "../doc/for_tests/alone";
import { keepPictures } from "../editor/early_picture";
import { InReadersLanguage } from "../i18n/provider";
import type { View } from "../route";
import { madeMap, stage, step } from "./made_map";
import { MAPS, ME } from "./made_shop";
import { MapPage } from "./map_page";

// A map that is read while others change it.

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  history.replaceState(null, "", "#/maps/shop?view=table");
});

afterEach(() => {
  vi.useRealTimers();
});

/** The server's map, with a tag that changes with it; a map that is known already is not sent again. */
function maps(first: ResolvedMap) {
  let now: ResolvedMap | Response = first;
  let tag = 1;
  let sent = 0;
  const answers: Answers = {
    ...MAPS,
    "GET /api/v1/maps/shop": (_: unknown, headers: Headers) => {
      if (now instanceof Response) return now.clone();
      const etag = `"${tag}"`;
      if (headers.get("if-none-match") === etag) return new Response(null, { status: 304 });
      sent += 1;
      return Response.json(now, { headers: { etag } });
    },
  };
  return {
    answers,
    sent: () => sent,
    put: (map: ResolvedMap | Response) => {
      now = map;
      tag += 1;
    },
  };
}

function page(view: View): void {
  show(<MapPage project="Shop" id="shop" view={view} open={null} other={null} within={[]} />, true);
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

test("what others write appears by itself, and nothing is sent twice that did not change", async () => {
  const server = maps(madeMap("Shop", stage("Purchase", step("Pays"))));
  serving(server.answers);
  page("table");
  await screen.findByRole("columnheader", { name: /Pays/ });
  await pass(30_000);
  expect(server.sent()).toBe(1);
  server.put(madeMap("Shop", stage("Purchase", step("Pays"), step("Is thanked"))));
  await pass(6_000);
  await screen.findByRole("columnheader", { name: /Is thanked/ });
  expect(server.sent()).toBe(2);
});

test("a map that did not come is asked for again, and one that is there stays while the server is away", async () => {
  const server = maps(madeMap("Shop", stage("Purchase", step("Pays"))));
  server.put(new Response("away", { status: 503 }));
  serving(server.answers);
  page("table");
  await screen.findByRole("button", { name: "Try again" });
  server.put(madeMap("Shop", stage("Purchase", step("Pays"))));
  await pass(6_000);
  await screen.findByRole("columnheader", { name: /Pays/ });
  server.put(new Response("away", { status: 503 }));
  expect(screen.queryByText(/As of/)).toBeNull();
  const last = new Intl.DateTimeFormat("en", { timeStyle: "short" }).format(Date.now());
  await pass(30_000);
  expect(screen.getByRole("columnheader", { name: /Pays/ })).toBeTruthy();
  // That the figures are those of then is said, and when that was.
  expect(screen.getByText(/As of/).textContent).toContain(last);
  server.put(madeMap("Shop", stage("Purchase", step("Waits"))));
  await pass(20_000);
  await screen.findByRole("columnheader", { name: /Waits/ });
  expect(screen.queryByText(/As of/)).toBeNull();
});

test("a view that does not ask whether the server is back does not say that it is away", async () => {
  const server = maps(madeMap("Shop", stage("Purchase", step("Pays"))));
  serving(server.answers);
  const of = (view: View) => (
    <InReadersLanguage>
      <MapPage project="Shop" id="shop" view={view} open={null} other={null} within={[]} />
    </InReadersLanguage>
  );
  localStorage.setItem("wayline-language", "en");
  cleanup();
  const { rerender } = render(of("table"));
  await screen.findByRole("columnheader", { name: /Pays/ });
  server.put(new Response("away", { status: 503 }));
  await pass(30_000);
  expect(screen.getByText(/As of/)).toBeTruthy();
  rerender(of("history"));
  expect(screen.queryByText(/As of/)).toBeNull();
});

test("the picture is drawn anew with the map", async () => {
  const scene = (name: string) => ({
    width: 1100,
    height: 40,
    names: 100,
    ground: "#fff",
    title: name,
    description: `picture of ${name}`,
    items: [],
  });
  const server = maps(madeMap("Shop", stage("Purchase", step("Pays"))));
  let drawn = "Pays";
  serving({
    ...server.answers,
    "GET /api/v1/maps/shop/scene?width=1100&parts=lanes&detail=standard&theme=light": () =>
      scene(drawn),
  });
  page("map");
  await screen.findByText("picture of Pays");
  drawn = "Waits";
  server.put(madeMap("Shop", stage("Purchase", step("Waits"))));
  await pass(6_000);
  await waitFor(() => {
    expect(screen.getByText("picture of Waits")).toBeTruthy();
  });
});

test("without the server a map is called as it was when it was seen last", async () => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  const none = { rank: "", gone: null, values: {}, sets: {} };
  const live = await aloneMap(
    [{ id: "map", kind: "map", parent: null, text: { name: "Garden shop" }, ...none }],
    ME,
  );
  keepAnswer("me", ME);
  keepPictures("shop", live);
  await pass(1_000);
  serving({ "GET /api/v1/maps/shop": new Response("away", { status: 503 }) });
  page("table");
  await screen.findByRole("heading", { level: 1, name: /Garden shop/ });
  await waitFor(() => {
    expect(document.title).toBe("Garden shop · Wayline");
  });
  live.close();
});
