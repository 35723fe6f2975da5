// @vitest-environment jsdom
import { press, serving, show, sound, written, type Answers } from "./fake_server";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { Announcer } from "../ui/announcer";
import { MAPS } from "./made_shop";
import { askMap, type MapAct } from "./map_asks";
import { MapDialog } from "./map_dialog";
import { RemovedMaps } from "./removed_maps";

// What is done with a map as a whole, and what a screen reader hears of it.

const SERVED: Answers = {
  ...MAPS,
  "GET /api/v1/maps/shop/versions/now": { map: { wayline: 1, map: "Garden shop", stages: [] } },
  "POST /api/v1/maps": { id: "two" },
  "POST /api/v1/maps/shop/edits": {},
  "POST /api/v1/maps/shop/remove": {},
  "GET /api/v1/removed-maps": { maps: [{ id: "shop", name: "Garden shop" }] },
  "POST /api/v1/removed-maps/shop": {},
};

beforeEach(() => {
  history.replaceState(null, "", "#/maps");
  serving(SERVED);
});

async function open(what: MapAct): Promise<HTMLElement> {
  const page = show(
    <>
      <MapDialog />
      <RemovedMaps />
      <Announcer />
    </>,
  );
  act(() => {
    askMap({ act: what, id: "shop", name: "Garden shop" });
  });
  await screen.findByRole(what === "remove" ? "alertdialog" : "dialog");
  return page;
}

async function heard(words: string): Promise<void> {
  await waitFor(() => {
    const told = [...screen.getByRole("log").children].map(({ textContent }) => textContent);
    expect(told).toContain(words);
  });
}

test("what the server refuses is said in the dialog, and nothing else", async () => {
  serving({ ...SERVED, "POST /api/v1/maps/shop/remove": new Response("no", { status: 500 }) });
  await open("remove");
  await press("Remove");
  await screen.findByRole("alert");
  expect(screen.getByRole("alertdialog")).toBeTruthy();
  expect(screen.queryByText(/was removed/)).toBeNull();
});

test("a map gets another name, and that is said", async () => {
  await open("rename");
  fireEvent.change(screen.getByRole("textbox"), { target: { value: "Flower shop" } });
  await press("Rename");
  await heard("“Flower shop” is the new name of the map.");
  expect(written()).toMatchObject([{ body: { edits: [{ text: "Flower shop" }] } }]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a map is copied, and that is said", async () => {
  await open("copy");
  await press("Copy");
  await heard("Copied: “Garden shop, copy” is open.");
  expect(location.hash).toBe("#/maps/two?view=edit");
});

test("a map is removed and brought back, and both are said", async () => {
  const page = await open("remove");
  await press("Remove");
  await heard("“Garden shop” was removed. It stands under “Removed maps”.");
  expect(location.hash).toBe("#/maps");
  fireEvent.click(await screen.findByText("Removed maps: 1"));
  await sound(page);
  await press("Bring “Garden shop” back");
  await heard("“Garden shop” is back in the list of maps.");
  expect(written().map(({ what }) => what)).toEqual([
    "POST /api/v1/maps/shop/remove",
    "POST /api/v1/removed-maps/shop",
  ]);
});
