// @vitest-environment jsdom
import { problem, serving, show, sound } from "./fake_server";
import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepAnswer } from "../api/last_answers";
import { markRead } from "../editor/panel/read_marks";
import { madeLine } from "./made_map";
import { MAPS, ME } from "./made_shop";
import { MapsPage } from "./maps_page";
import { MentionsOfMap } from "./mentions";

// Comments that name somebody who has no live map open.

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, "", "#/maps");
});

afterEach(() => {
  vi.useRealTimers();
});

const NAMED = [
  { comment: "second", at: 2 },
  { comment: "first", at: 1 },
];

function list(mentions: typeof NAMED, waiting = false) {
  const maps = [madeLine("shop", "Garden shop", { mentions }), madeLine("quiet", "Quiet")];
  return { waiting, maps };
}

const BOTH = "2 comments that name you are unread";
const ONE = "1 comment that names you is unread";

test("the list of maps says where somebody was named and leads to the newest that is unread", async () => {
  keepAnswer("me", ME);
  serving({ ...MAPS, "GET /api/v1/maps": list(NAMED) });
  const page = show(<MapsPage />);
  const badge = await screen.findByRole("link", { name: BOTH });
  expect(badge.getAttribute("href")).toBe("#/maps/shop?view=edit&key=comment.second");
  await sound(page);
  act(() => {
    markRead("shop", ME.id, ["second"]);
  });
  expect(screen.getByRole("link", { name: ONE }).getAttribute("href")).toBe(
    "#/maps/shop?view=edit&key=comment.first",
  );
  act(() => {
    markRead("shop", ME.id, ["first"]);
  });
  expect(screen.queryByRole("link", { name: /unread/ })).toBeNull();
});

test("while the server still finds out, the list is asked again, past an ask that failed; what was resolved goes", async () => {
  keepAnswer("me", ME);
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const answers = [
    () => list(NAMED, true),
    () => problem(500, "mistake", "it failed"),
    () => list(NAMED.slice(1), true),
    () => list([]),
  ];
  let asked = 0;
  serving({
    ...MAPS,
    "GET /api/v1/maps": () => {
      asked += 1;
      return answers[asked - 1]?.();
    },
  });
  show(<MapsPage />);
  await screen.findByRole("link", { name: BOTH });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toBe(2);
  expect(screen.queryByRole("link", { name: BOTH })).not.toBeNull();
  await vi.advanceTimersByTimeAsync(2_000);
  await screen.findByRole("link", { name: ONE });
  await vi.advanceTimersByTimeAsync(2_000);
  await waitFor(() => {
    expect(screen.queryByRole("link", { name: /unread/ })).toBeNull();
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(4);
});

test("a map that is read says it too, to whoever is known here and to nobody else, until it is resolved", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  let now: unknown = { mentions: NAMED };
  serving({ ...MAPS, "GET /api/v1/maps/shop/mentions": () => now });
  show(<MentionsOfMap id="shop" />);
  expect(screen.queryByRole("link")).toBeNull();
  keepAnswer("me", ME);
  show(<MentionsOfMap id="shop" />);
  await screen.findByRole("link", { name: BOTH });
  now = problem(500, "mistake", "it failed");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(screen.queryByRole("link", { name: BOTH })).not.toBeNull();
  now = { mentions: [] };
  await vi.advanceTimersByTimeAsync(60_000);
  await waitFor(() => {
    expect(screen.queryByRole("link")).toBeNull();
  });
});
