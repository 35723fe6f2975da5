// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aloneMap } from "../../doc/for_tests/alone";
import type { Edit } from "../../doc/edit";
import type { LiveMap } from "../../doc/live_map";
import { InReadersLanguage } from "../../i18n/provider";
import { Editor } from "../editor";
import { sampleRecords } from "../for_tests/sample_records";
import { readOf } from "./read_marks";

// Which comments name whoever sits here: by the rule of the server (`crates/server/tests/live/listed.rs`), and each can be read.

Element.prototype.scrollIntoView = vi.fn();
Element.prototype.scrollTo = vi.fn();
vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/["\\]/g, "\\$&") });
vi.stubGlobal(
  "fetch",
  vi.fn(() => Promise.resolve(new Response("null", { status: 404 }))),
);

let live: LiveMap;

const say = (id: string, parent: string, at: number, by = "bo"): Edit => ({
  edit: "add",
  id,
  kind: "comment",
  parent,
  rank: "V",
  fields: { text: `said ${id}`, by, at, mentions: ["me"] },
});
const resolve = (id: string): Edit => ({ edit: "set", id, field: "resolved", value: true });

function edit(...edits: Edit[]): void {
  act(() => {
    live.dispatch(edits, "why-comment");
  });
}

beforeEach(async () => {
  localStorage.clear();
  live = await aloneMap(sampleRecords());
  const [touchpoint] = [...live.snapshot().records.values()].filter(
    ({ kind }) => kind === "touchpoint" || kind === "channel",
  );
  edit(
    say("q1", "pain-price", 1),
    say("a1", "q1", 4),
    say("a2", "q1", 5),
    resolve("a2"),
    say("q2", "pain-fields", 3),
    say("q3", "map", 2),
    say("q4", "pain-price", 6),
    say("a4", "q4", 7),
    resolve("q4"),
    say("q5", "pain-price", 8),
    { edit: "remove", id: "q5" },
    say("q6", "pain-price", 9, "me"),
    say("q7", touchpoint?.id ?? "", 0),
  );
  render(
    <InReadersLanguage>
      <Editor id="m" live={live} figures={() => Promise.reject(new Error("none"))} />
    </InReadersLanguage>,
  );
});

afterEach(cleanup);

/** What the list of comments that name one says, the newest first. */
async function listed(): Promise<string[]> {
  fireEvent.click(await screen.findByRole("button", { name: /comments? that names? you/ }));
  await screen.findByRole("menu");
  const said = [...document.querySelectorAll(".mention-said")].map((one) => one.textContent);
  fireEvent.keyDown(screen.getByRole("menu"), { key: "Escape" });
  await waitFor(() => {
    expect(screen.queryByRole("menu")).toBeNull();
  });
  return said;
}

test("open comments of others count, answers too; with its thread an answer is resolved, with its card a comment is gone", async () => {
  expect(await listed()).toEqual(["said a1", "said q2", "said q3", "said q1", "said q7"]);
  edit(resolve("q1"), resolve("q3"));
  expect(await listed()).toEqual(["said q2", "said q7"]);
  edit({ edit: "remove", id: "pain-fields" });
  expect(await listed()).toEqual(["said q7"]);
});

test("whatever is counted is read once it was gone to, an answer with what it answers", async () => {
  const go = async (words: string) => {
    fireEvent.click(await screen.findByRole("button", { name: /comments? that names? you/ }));
    fireEvent.click(await screen.findByRole("menuitem", { name: new RegExp(`said ${words}`) }));
    await waitFor(() => {
      expect(readOf("m", "me").has(words)).toBe(true);
    });
  };
  await go("a1");
  const shown = [...document.querySelectorAll(".comment-text")].map((one) => one.textContent);
  expect(shown.slice(0, 2)).toEqual(["said q1", "said a1"]);
  expect(readOf("m", "me").has("q1")).toBe(true);
  await go("q2");
  await go("q3");
  await go("q7");
  await screen.findByRole("button", { name: "Comments that name you" });
});
