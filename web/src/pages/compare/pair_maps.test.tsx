// @vitest-environment jsdom
import { render, screen } from "@testing-library/react";
import { loadTexts } from "../../i18n/messages";
import { InReadersLanguage } from "../../i18n/provider";
import { hrefOf } from "../../route";
import { serving, show } from "../fake_server";
import { PairMaps } from "./pair_maps";
import { beforeEach, expect, test } from "vitest";

// Two versions of a map as pictures: of whose journeys, and in whose language.

const scene = (of: string) => ({
  width: 1100,
  height: 40,
  names: 100,
  title: "Shop",
  description: `picture of ${of}`,
  families: [],
  items: [],
  diagnostics: [],
});

const asked = (rest: string) =>
  `GET /api/v1/maps/shop/scene?width=1100&parts=lanes&detail=standard&theme=light&${rest}`;

const pair = (
  <PairMaps
    id="shop"
    from="3"
    to="now"
    names={["Version 3", "Now"]}
    compared={{ changes: [], a: {}, b: {} }}
  />
);

beforeEach(() => {
  const persona = "student";
  const href = hrefOf({ page: "map", id: "shop", view: "compare", key: null, persona });
  history.replaceState(null, "", href);
});

test("both pictures are drawn over the journeys of the chosen persona", async () => {
  serving({
    [asked("persona=student&version=3")]: scene("students then"),
    [asked("persona=student&version=now")]: scene("students now"),
  });
  show(pair);
  expect(await screen.findByRole("group", { name: "picture of students then" })).toBeTruthy();
  expect(await screen.findByRole("group", { name: "picture of students now" })).toBeTruthy();
});

test("both pictures speak the reader's language", async () => {
  serving({
    [asked("lang=pl&persona=student&version=3")]: scene("wtedy"),
    [asked("lang=pl&persona=student&version=now")]: scene("teraz"),
  });
  await loadTexts("pl");
  localStorage.setItem("wayline-language", "pl");
  render(<InReadersLanguage>{pair}</InReadersLanguage>);
  expect(await screen.findByRole("group", { name: "picture of wtedy" })).toBeTruthy();
  expect(await screen.findByRole("group", { name: "picture of teraz" })).toBeTruthy();
});
