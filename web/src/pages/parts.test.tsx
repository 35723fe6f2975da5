// @vitest-environment jsdom
import { press, serving, show, sound, written } from "./fake_server";
import { fireEvent, screen, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { forgetMaps } from "../api/all_maps";
import { CompareView } from "./compare/compare_view";
import { AllShelvesPage } from "./library/all_shelves";
import { MapChanges } from "./library/map_changes";
import { figure } from "./made_map";
import { MAPS, shop } from "./made_shop";
import { readOther, writeOther } from "./compare/other";
import { Whose } from "./personas/whose";

// A part of the journeys, two sides of a map, and the libraries of all maps, by what a person sees and does.

beforeEach(() => {
  forgetMaps();
  history.replaceState(null, "", "#/maps/shop");
});

const SIZE = { journeys: 456, of: 1200, share: { ...figure(0.38, 0.02, 1200) } };
const OF = { id: "busy", persona: "Busy parent", rule: 'channel = "app"', size: SIZE };
const PEOPLE = {
  ...MAPS,
  "GET /api/v1/personas": { personas: ["busy", "none"] },
  "GET /api/v1/personas/busy": {
    persona: { wayline: 1, persona: "Busy parent", rule: 'channel = "app"' },
    size: SIZE,
  },
  "GET /api/v1/personas/none": {
    persona: { wayline: 1, persona: "Nobody" },
    size: { journeys: null, of: null, why: "no rule says which journeys are theirs" },
  },
  "GET /api/v1/maps/shop/versions": { versions: [] },
};

test("two sides stand beside each other with what is told apart, and the address keeps them", async () => {
  const gap = (value: number, half: number, told: boolean) => ({
    difference: figure(value, half, 400),
    told,
    q: told ? 0.001 : 0.6,
  });
  const left = { figure: "left", a: figure(0.4, 0.03, 456), b: figure(0.2, 0.03, 744) };
  const felt = { figure: "emotion", a: figure(-1.2, 0.1, 80), b: figure(-1.1, 0.1, 90) };
  const with_ = writeOther({
    sort: "sides",
    a: { persona: "busy", version: null, until: null },
    b: { persona: null, version: null, until: "2026-03-01" },
  });
  serving({
    ...PEOPLE,
    "GET /api/v1/maps/shop/figures/compare?a_persona=busy&b_until=2026-03-01": {
      a: { map: shop, ids: {}, persona: OF },
      b: { map: shop, ids: {} },
      same_journeys: false,
      whole: [],
      family: 2,
      steps: [
        { a: "s0.0", b: "s0.0", figures: [] },
        {
          a: "s0.1",
          b: "s0.1",
          figures: [
            { ...left, ...gap(-0.2, 0.05, true) },
            { ...felt, ...gap(0.1, 0.2, false) },
          ],
        },
      ],
    },
  });
  const page = show(<CompareView map={shop} id="shop" other={with_} />);
  const table = within(await screen.findByRole("table"));
  expect(page.textContent).toContain("Persona · Busy parent · 38% of customers");
  expect(page.textContent).toContain("1 difference is told apart.");
  expect(table.getByText("−20 pt").closest("td")?.textContent).toContain("told apart");
  expect(table.getByText("+0.1").closest("td")?.className).toBe("untold");
  await sound(page);
  fireEvent.click(screen.getByLabelText("Only what is told apart"));
  expect(table.queryByText("+0.1")).toBeNull();
  const [first] = screen.getAllByLabelText("Whose journeys");
  fireEvent.change(first ?? page, { target: { value: "" } });
  const read = readOther(new URLSearchParams(location.hash.split("?")[1]).get("with"));
  expect(read).toMatchObject({ a: { persona: null }, b: { until: "2026-03-01" } });
});

test("two versions of the same journeys differ without an interval, and nothing is told apart", async () => {
  const bare = { value: -0.2, low: null, high: null, n: 456, low_base: false };
  const left = { figure: "left", a: figure(0.4, 0.03, 456), b: figure(0.2, 0.03, 456) };
  serving({
    ...PEOPLE,
    "GET /api/v1/maps/shop/figures/compare?a_version=1": {
      a: { map: shop, ids: {} },
      b: { map: shop, ids: {} },
      same_journeys: true,
      whole: [],
      family: 0,
      steps: [{ a: "s0.1", b: "s0.1", figures: [{ ...left, difference: bare, told: false }] }],
    },
  });
  const with_ = writeOther({
    sort: "sides",
    a: { persona: null, version: "1", until: null },
    b: { persona: null, version: null, until: null },
  });
  const page = show(<CompareView map={shop} id="shop" other={with_} />);
  const table = within(await screen.findByRole("table"));
  const cell = table.getByText("−20 pt").closest("td");
  expect([cell?.className, cell?.textContent]).toEqual(["untold", "−20 pt"]);
  expect(page.textContent).toContain("no difference has an interval or is told apart");
  expect(screen.queryByLabelText("Only what is told apart")).toBeNull();
  await sound(page);
});

test("a name is one for all maps only after it was seen what changes, and is taken back map by map", async () => {
  const edits = [{ edit: "remove", id: "x" }];
  const line = { names: ["App", "app"], steps: ["Pays"], merges: true, edits };
  const undo = [{ edit: "bring_back", id: "x" }];
  serving({
    ...MAPS,
    "GET /api/v1/library": {
      channels: [
        { name: "App", maps: [{ map: "shop", name: "Garden shop", steps: ["Pays"] }] },
        { name: "app", maps: [{ map: "future", name: "Garden shop, 2027", steps: [] }] },
      ],
      touchpoints: [],
    },
    "POST /api/v1/library/rename": ({ only_tell }: { only_tell: boolean }) => ({
      maps: [
        { map: "shop", name: "Garden shop", ...line, undo, state: only_tell ? "would" : "changed" },
      ],
    }),
    "POST /api/v1/library/rename/undo": { maps: [{ map: "shop", back: 1, left: 0 }] },
  });
  const page = show(<AllShelvesPage />);
  fireEvent.click(await screen.findByLabelText("Choose App"));
  fireEvent.click(screen.getByLabelText("Choose app"));
  expect(page.textContent).toContain("written otherwise: “app”");
  await sound(page);
  fireEvent.click(screen.getByRole("button", { name: "New name for App, app" }));
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.change(dialog.getByRole("combobox"), { target: { value: "Mobile app" } });
  await press("See what changes");
  await dialog.findByText("would be changed");
  await press("Change 1 map");
  await dialog.findByText("changed");
  await press("Take back on Garden shop");
  await dialog.findByText("taken back");
  expect(written().map(({ body }) => body)).toEqual([
    { named: "channel", from: ["App", "app"], to: "Mobile app", only_tell: true },
    { named: "channel", from: ["App", "app"], to: "Mobile app", only_tell: false },
    { maps: [{ map: "shop", edits, undo }] },
  ]);
});

test("a new name is taken back on all maps by one request", async () => {
  const back = (map: string) => ({ map, back: 1, left: 0 });
  serving({
    ...MAPS,
    "POST /api/v1/library/rename/undo": { maps: [back("shop"), back("future")] },
  });
  const what = { names: ["App"], steps: ["Pays"], merges: false, edits: [], undo: [] };
  const of = (map: string) => ({ map, name: map, state: "changed" as const, ...what });
  show(<MapChanges changes={[of("shop"), of("future")]} />);
  await press("Take back on all 2 maps");
  expect(await screen.findAllByText("taken back")).toHaveLength(2);
  expect(written()).toHaveLength(1);
  expect(screen.queryByRole("button")).toBeNull();
});

test("a name that somebody has changed since is not taken back, and the line says so", async () => {
  const write = (text: string) => ({ edit: "write" as const, id: "x", field: "name", text });
  serving({
    ...MAPS,
    "POST /api/v1/library/rename/undo": { maps: [{ map: "shop", back: 0, left: 1 }] },
  });
  const change = { map: "shop", name: "Garden shop", state: "changed" as const };
  const what = { names: ["App"], steps: ["Pays"], merges: false };
  const page = show(
    <MapChanges
      changes={[{ ...change, ...what, edits: [write("Mobile app")], undo: [write("App")] }]}
    />,
  );
  await press("Take back on Garden shop");
  await screen.findByText("1 change was changed again since, and stays");
  expect(screen.queryByText("taken back")).toBeNull();
  await sound(page);
});

test("whose figures they are is chosen in a menu, said in a pill, and cleared", async () => {
  serving(PEOPLE);
  history.replaceState(null, "", "#/maps/shop?view=summary");
  show(<Whose of={null} unit="customer" />);
  await press(/Whose journeys: All customers/);
  const item = await screen.findByRole("menuitemradio", { name: /Busy parent/ });
  expect(item.textContent).toContain("38%");
  const without = screen.getByRole("menuitemradio", { name: /Nobody/ });
  expect(without.getAttribute("aria-disabled")).toBe("true");
  fireEvent.click(item);
  expect(location.hash).toBe("#/maps/shop?view=summary&persona=busy");
  const chosen = show(<Whose of={OF} unit="customer" />);
  expect(document.body.textContent).toContain("Persona · Busy parent · 38% of customers");
  await press("Show all customers");
  expect(location.hash).toBe("#/maps/shop?view=summary");
  await sound(chosen);
});
