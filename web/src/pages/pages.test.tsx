// @vitest-environment jsdom
import { press, problem, serving, show, sound, written } from "./fake_server";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { forgetMaps } from "../api/all_maps";
import { CompareView } from "./compare/compare_view";
import { HistoryView } from "./history/history_view";
import { madeMap } from "./made_map";
import { MAPS, ME, shop } from "./made_shop";
import { MapsPage } from "./maps_page";
import { PersonasPage } from "./personas/personas_page";
import { PortfolioPage } from "./portfolio/portfolio_page";
import { PresentPage } from "./present/present_page";
import { ProposalsView } from "./proposals/proposals_view";
import { StartPage } from "./start/start_page";
import { SummaryView } from "./summary/summary_view";

// Pages that are read, and the start, by what a person sees and does.

beforeEach(() => {
  forgetMaps();
  history.replaceState(null, "", "#/maps/shop");
  vi.stubGlobal("matchMedia", () => ({
    matches: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});

test("start: four answers give a map, which opens to be edited", async () => {
  serving({ ...MAPS, "POST /api/v1/maps": { id: "new one" } });
  const page = show(<StartPage />);
  fireEvent.click(await screen.findByLabelText(/Customers complain/));
  fireEvent.change(screen.getByLabelText(/Who walks/), { target: { value: "Busy parent" } });
  await sound(page);
  await press("Make the map");
  await waitFor(() => {
    expect(location.hash).toBe("#/maps/new%20one?view=edit");
  });
  expect(written()).toMatchObject([
    {
      body: {
        map: { map: "Journey: Busy parent", occasion: "complaints", actors: ["Busy parent"] },
      },
    },
  ]);
});

test("start: whoever is nobody is asked for a name first", async () => {
  serving({
    ...MAPS,
    "GET /api/v1/people/me": null,
    "POST /api/v1/people": ME,
    "POST /api/v1/maps": { id: "m" },
  });
  show(<StartPage />);
  await press("Make the map");
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.change(dialog.getByRole("textbox"), { target: { value: "Ann" } });
  fireEvent.submit(dialog.getByRole("textbox"));
  await waitFor(() => {
    expect(location.hash).toBe("#/maps/m?view=edit");
  });
  expect(written().map(({ what }) => what)).toEqual(["POST /api/v1/people", "POST /api/v1/maps"]);
});

test("start: what the server refuses is said beside the button", async () => {
  serving({
    ...MAPS,
    "POST /api/v1/maps": problem(400, "bad-request", "a map of this name is there"),
  });
  show(<StartPage />);
  await press("Make the map");
  expect((await screen.findByRole("alert")).textContent).toContain("a map of this name is there");
  expect(location.hash).toBe("#/maps/shop");
});

test("start: a server without templates says so, and a pasted list is read", async () => {
  serving({ ...MAPS, "POST /api/v1/maps": { id: "m" } });
  const page = show(<StartPage />);
  fireEvent.click(screen.getByRole("tab", { name: /Take a template/ }));
  await screen.findByText("There is no template here");
  fireEvent.click(screen.getByRole("tab", { name: /Paste a table/ }));
  fireEvent.change(await screen.findByLabelText(/Your table/), {
    target: { value: "Buying > Pays\nBuying > Waits" },
  });
  await sound(page);
  expect(
    within(screen.getByRole("region", { name: "Preview" })).getAllByRole("columnheader"),
  ).toHaveLength(3);
  await press("Make the map");
  await waitFor(() => {
    expect(written()).toMatchObject([
      {
        body: {
          map: { stages: [{ stage: "Buying", steps: [{ step: "Pays" }, { step: "Waits" }] }] },
        },
      },
    ]);
  });
});

test("start: what comes out of a pasted table is shown before it is made, and what nobody understood", async () => {
  serving({ ...MAPS });
  const page = show(<StartPage />);
  fireEvent.click(screen.getByRole("tab", { name: /Paste a table/ }));
  fireEvent.change(await screen.findByLabelText(/Your table/), {
    target: {
      value:
        "Stage\tBuy\t\nStep\tLook\tPay\nPain points\tslow; dull\tfails\nEmotion\t-1\t9\nWeather\train\tsun",
    },
  });
  const grid = within(await screen.findByRole("region", { name: "Preview" }));
  const heads = (role: string) => grid.getAllByRole(role).map(({ textContent }) => textContent);
  expect(heads("columnheader")).toEqual(["Buy", "Look", "Pay"]);
  expect(heads("rowheader")).toEqual([
    "Pain points (3)",
    "Emotion (1)",
    "“Weather”: not understood, left out",
  ]);
  await sound(page);
});

test("a project without maps begins with the start", async () => {
  serving({ ...MAPS, "GET /api/v1/maps": { maps: [] } });
  show(<MapsPage />);
  await screen.findByRole("heading", { name: "Draw the first map" });
});

test("presentation: the keyboard goes from the overview to the worst pains and out", async () => {
  serving(MAPS);
  const page = show(<PresentPage map={shop} id="shop" at={null} />, true);
  await screen.findByRole("heading", { name: "Garden shop", level: 1 });
  expect(page.querySelector("[aria-live]")?.textContent).toContain("Fewer leave");
  await sound(page);
  fireEvent.keyDown(document.body, { key: " " });
  expect(location.hash).toBe("#/maps/shop?view=present&key=s0.0");
  show(<PresentPage map={shop} id="shop" at="s0.1" />, true);
  const words = screen.getByRole("heading", { name: "Pays" }).parentElement?.textContent ?? "";
  for (const said of ["40%", "付款两次都失败了。", "Fails on iOS", "Wallet pilot", "Payments"])
    expect(words).toContain(said);
  fireEvent.keyDown(document.body, { key: "End" });
  expect(location.hash).toContain("key=pains");
  show(<PresentPage map={shop} id="shop" at="pains" />, true);
  screen.getByRole("heading", { name: "What hurts most" });
  fireEvent.keyDown(document.body, { key: "Escape" });
  expect(location.hash).toBe("#/maps/shop");
});

test("summary: goal, pains, what is done, and nothing in the place of a missing text", async () => {
  const page = show(<SummaryView map={shop} />);
  for (const said of ["Fewer leave", "Fails on iOS", "10 customers lost", "Wallet pilot"])
    expect(page.textContent).toContain(said);
  await sound(page);
  const empty = show(<SummaryView map={madeMap("Nothing yet")} />);
  expect(empty.textContent).toContain("No pain is written on this map yet.");
  expect(empty.textContent).toContain("No opportunity is written on this map yet.");
  expect(empty.textContent).not.toContain("Other opportunities");
  await sound(empty);
});

test("compare: another map side by side, and only what differs on demand", async () => {
  serving(MAPS);
  const page = show(<CompareView map={shop} id="shop" other="future" />);
  await screen.findByText(/0 steps are the same, 1 differ, 1 only there, 1 only here/);
  screen.getByRole("heading", { name: "Is thanked" });
  await sound(page);
  fireEvent.click(screen.getByLabelText("Only what differs"));
  screen.getByRole("heading", { name: "Chooses" });
});

test("compare: two versions in words", async () => {
  const changes = [
    {
      record: "p",
      kind: "step",
      name: "Pays",
      change: "changed",
      field: "action",
      from: "types",
      to: "taps",
    },
    { record: "q", kind: "pain", name: "Slow", change: "added" },
  ];
  serving({ ...MAPS, "GET /api/v1/maps/shop/versions/1/compare/now": { changes, a: {}, b: {} } });
  const page = show(<CompareView map={shop} id="shop" other="@1" />);
  await screen.findByText("2 changes");
  for (const said of ["types", "taps", "Slow"]) expect(page.textContent).toContain(said);
  await sound(page);
});

test("compare: two times of a map are chosen, each a version with a name or the end of a day", async () => {
  const version = (number: number, name: string) => ({
    version: number,
    name,
    at: "2026-03-01T10:00:00Z",
    by: null,
    made: "by_hand",
    seq: number,
  });
  const compared = { changes: [], a: {}, b: {} };
  serving({
    ...MAPS,
    "GET /api/v1/maps/shop/versions": { versions: [version(2, "Launch"), version(1, "Begin")] },
    "GET /api/v1/maps/shop/versions/1/compare/2026-03-05": compared,
  });
  const page = show(<CompareView map={shop} id="shop" other={null} />);
  const choice = screen.getByLabelText<HTMLSelectElement>("Compare this map with");
  const times = within(choice).getByText<HTMLOptionElement>(
    "Two times of this map: days or versions",
  );
  fireEvent.change(choice, { target: { value: times.value } });
  expect(location.hash).toContain("with=%40now..now");
  await sound(page);

  show(<CompareView key="b" map={shop} id="shop" other="@now..now" />);
  await screen.findByText(/Both times are the same/);
  const first = within(screen.getByRole("group", { name: /First side/ }));
  await first.findByText(/Begin/);
  fireEvent.change(first.getByLabelText("The map as it was"), { target: { value: "1" } });
  expect(location.hash).toContain("with=%401..now");

  const chosen = show(<CompareView key="c" map={shop} id="shop" other="@1..2026-03-04" />);
  const second = within(screen.getByRole("group", { name: /Second side/ }));
  fireEvent.change(second.getByLabelText("Day"), { target: { value: "2026-03-05" } });
  expect(location.hash).toContain("with=%401..2026-03-05");
  await sound(chosen);
  show(<CompareView key="d" map={shop} id="shop" other="@1..2026-03-05" />);
  await screen.findByText("Nothing differs");
  fireEvent.change(
    within(screen.getByRole("group", { name: /Second side/ })).getByLabelText("The map as it was"),
    { target: { value: "day" } },
  );
  expect(location.hash).toMatch(/with=%401\.\.\d{4}-\d\d-\d\d/);
});

test("portfolio: rows sort by a press on a head", async () => {
  serving(MAPS);
  const page = show(<PortfolioPage />);
  const names = () => [...page.querySelectorAll("tbody th a")].map((a) => a.textContent);
  await screen.findByRole("table");
  expect(names()).toEqual(["Garden shop", "Garden shop, 2027"]);
  await press(/Reach the goal/);
  await press(/Reach the goal/);
  expect(names()).toEqual(["Garden shop, 2027", "Garden shop"]);
  expect(page.querySelector("th[aria-sort=descending]")?.textContent).toContain("Reach the goal");
  expect(page.querySelector("td.hollow")?.textContent).toContain("small base");
  await sound(page);
  fireEvent.change(screen.getByLabelText("Search maps"), { target: { value: "2027" } });
  expect(names()).toEqual(["Garden shop, 2027"]);
  fireEvent.change(screen.getByLabelText("Show"), { target: { value: "comments" } });
  expect(names()).toEqual([]);
  expect(page.textContent).toContain("No map matches.");
});

test("what stands in the place of a whole page is its heading", async () => {
  serving({ ...MAPS, "GET /api/v1/personas": { personas: [] } });
  const page = show(<PersonasPage />);
  await screen.findByRole("heading", { level: 1, name: "No persona yet" });
  await sound(page);
});

test("what kept a page from an answer is said on each", async () => {
  const down = new Response("<html>", { status: 502 });
  for (const [path, shown] of [
    ["GET /api/v1/maps", <PortfolioPage key="a" />],
    ["GET /api/v1/maps/shop/proposals", <ProposalsView key="b" id="shop" />],
    ["GET /api/v1/maps/shop/versions", <HistoryView key="c" id="shop" seen={null} />],
    ["GET /api/v1/maps/future", <CompareView key="d" map={shop} id="shop" other="future" />],
    ["GET /api/v1/personas", <PersonasPage key="e" />],
  ] as const) {
    forgetMaps();
    serving({ ...MAPS, [path]: () => down.clone() });
    show(shown);
    await screen.findAllByText(/status 502/);
  }
});
