// @vitest-environment jsdom
import { serving, show, sound, type Answers } from "./fake_server";
import { act, screen } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { keepAnswer } from "../api/last_answers";
import type { Rec } from "../doc/edit";
import { markRead } from "../editor/panel/read_marks";
import { madeLine } from "./made_map";
import { MAPS, ME } from "./made_shop";
import { MapsPage } from "./maps_page";
import { MentionsOfMap, namedIn } from "./mentions";

// Comments that name somebody who has no live map open.

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, "", "#/maps");
});

function rec(id: string, kind: string, parent: string | null, more: Partial<Rec> = {}): Rec {
  const none = { rank: "V", gone: null, text: {}, values: {}, sets: {} };
  return { id, kind, parent, ...none, ...more };
}

function comment(id: string, parent: string, at: number, more: Partial<Rec> = {}): Rec {
  const sets = { mentions: [{ item: ME.id, rank: "V" }] };
  return rec(id, "comment", parent, { sets, values: { by: "b", at }, text: { text: id }, ...more });
}

const RECORDS = [
  rec("map", "map", null),
  rec("stage", "stage", "map"),
  rec("pays", "step", "stage"),
  rec("slow", "pain", "pays"),
  rec("old", "pain", "pays", { gone: "1" }),
  comment("first", "slow", 1),
  comment("second", "map", 2),
  comment("mine", "slow", 3, { values: { by: ME.id, at: 3 } }),
  comment("done", "slow", 4, { values: { by: "b", at: 4, resolved: true } }),
  comment("binned", "old", 5),
  comment("lost", "nowhere", 6),
  comment("other", "slow", 7, { sets: { mentions: [{ item: "c", rank: "V" }] } }),
];

function talk(records: readonly Rec[]) {
  return { map: {}, records: Object.fromEntries(records.map(({ id, ...rest }) => [id, rest])) };
}

const SERVED: Answers = {
  ...MAPS,
  "GET /api/v1/maps": {
    waiting: false,
    maps: [madeLine("shop", "Garden shop", { comments: 2 }), madeLine("quiet", "Quiet")],
  },
  "GET /api/v1/maps/shop/versions/now": talk(RECORDS),
};

test("those of others count that are open, and about what is on the map; the newest stands first", () => {
  expect(namedIn(RECORDS, ME.id).map(({ id }) => id)).toEqual(["second", "first"]);
  expect(namedIn(RECORDS, "c").map(({ id }) => id)).toEqual(["other"]);
});

test("the list of maps says where somebody was named and leads there, and only maps with comments are asked", async () => {
  keepAnswer("me", ME);
  const asked: string[] = [];
  serving({
    ...SERVED,
    "GET /api/v1/maps/shop/versions/now": () => {
      asked.push("shop");
      return talk(RECORDS);
    },
    "GET /api/v1/maps/quiet/versions/now": () => {
      asked.push("quiet");
      return talk(RECORDS);
    },
  });
  const page = show(<MapsPage />);
  const badge = await screen.findByRole("link", {
    name: "2 comments that name you are unread",
  });
  expect(badge.getAttribute("href")).toBe("#/maps/shop?view=edit&key=comment.second");
  expect(asked).toEqual(["shop"]);
  await sound(page);
  act(() => {
    markRead("shop", ME.id, ["second"]);
  });
  expect(
    screen.getByRole("link", { name: "1 comment that names you is unread" }).getAttribute("href"),
  ).toBe("#/maps/shop?view=edit&key=comment.first");
  act(() => {
    markRead("shop", ME.id, ["first"]);
  });
  expect(screen.queryByRole("link", { name: /unread/ })).toBeNull();
});

test("a map that is read says it too, to whoever is known here and to nobody else", async () => {
  serving(SERVED);
  show(<MentionsOfMap id="shop" />);
  expect(screen.queryByRole("link")).toBeNull();
  keepAnswer("me", ME);
  show(<MentionsOfMap id="shop" />);
  await screen.findByRole("link", { name: "2 comments that name you are unread" });
});
