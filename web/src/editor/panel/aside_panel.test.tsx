// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { begun, nameOf, stage, write } from "../../doc/for_tests/begun";
import type { Edit } from "../../doc/edit";
import type { LiveMap } from "../../doc/live_map";
import { InReadersLanguage } from "../../i18n/provider";
import { Editor } from "../editor";

// What the server did not take, as people meet it: with the browser's real store, and a server that refuses.

Element.prototype.scrollIntoView = vi.fn();
Element.prototype.scrollTo = vi.fn();
vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/["\\]/g, "\\$&") });

afterEach(cleanup);

function show(live: LiveMap): void {
  render(
    <InReadersLanguage>
      <Editor id="buying" live={live} figures={() => Promise.reject(new Error("none"))} />
    </InReadersLanguage>,
  );
}

/** A map of which the server did not take some edits. */
async function refused(edits: readonly Edit[]) {
  const scene = await begun();
  const live = await scene.open();
  scene.server.refuses = (update) =>
    (scene.server.doc.reach(update)?.to.size ?? 0) > 0 ? "not so" : null;
  const pass = (ms: number) => act(() => scene.clock.pass(ms));
  show(live);
  await act(async () => {
    live.dispatch(edits, "");
    await scene.clock.pass(2000);
  });
  return { ...scene, live, pass };
}

const press = (name: string | RegExp) => {
  fireEvent.click(screen.getByRole("button", { name }));
};
const panel = () => screen.getByRole("complementary", { name: "Changes not taken" });

test("the standing line says what was not taken and why, and opens what lies aside", async () => {
  const { live } = await refused([write("Find it"), stage("g2")]);
  screen.getByText("2 changes were not taken: not so");
  press("Show");
  const list = within(panel())
    .getAllByRole("listitem")
    .map((item) => item.textContent);
  expect(list[0]).toContain("Changed: Find it");
  expect(list[0]).toContain("Name: before");
  expect(list[0]).toContain("Find");
  expect(list[0]).toContain("Name: as you wrote it");
  expect(list[1]).toContain("Added: g2 Stage");
  live.close();
});

test("it is made again as far as it is chosen, and is gone from the list once all of it is on the map", async () => {
  const { server, live, pass } = await refused([write("Find it"), stage("g2")]);
  server.refuses = () => null;
  press("Show");
  const [first] = within(panel()).getAllByRole("checkbox");
  if (first === undefined) throw new Error("a change to choose");
  fireEvent.click(first);
  press("Make 1 change again");
  await pass(2000);
  expect(nameOf(server.doc, "g2")).toBe("g2");
  expect(nameOf(server.doc)).toBe("Find");
  // What is on the map already says so, and the other waits.
  within(panel()).getByText("It is so on the map already.");
  screen.getByRole("button", { name: "2 changes were not taken" });
  fireEvent.click(within(panel()).getAllByRole("checkbox")[0] ?? panel());
  press("Make 1 change again");
  await pass(2000);
  expect(nameOf(server.doc)).toBe("Find it");
  within(panel()).getByText(/Nothing lies aside/);
  expect(live.standing()).toEqual({ state: "kept" });
  live.close();
});

test("words that are merged with what others wrote since are made again once, and then gone from the list", async () => {
  const { server, live, pass } = await refused([write("Find it")]);
  server.refuses = () => null;
  act(() => {
    live.dispatch([write("So Find")], "");
  });
  press("Show");
  press("Make 1 change again");
  await pass(2000);
  expect(nameOf(server.doc)).toBe("So Find it");
  within(panel()).getByText(/Nothing lies aside/);
  expect(live.asides()).toEqual([]);
  live.close();
});

test("it is discarded only after one has said so twice", async () => {
  const { live, pass, open } = await refused([write("Find it")]);
  press("Show");
  press("Discard");
  const asked = screen.getByRole("dialog", { name: "Discard for good?" });
  fireEvent.click(within(asked).getByRole("button", { name: "Keep it" }));
  await pass(100);
  expect(live.asides().length).toBe(1);
  press("Discard");
  fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Discard" }));
  await pass(2000);
  expect(live.asides()).toEqual([]);
  live.close();
  const next = await open();
  await pass(2000);
  expect(next.asides()).toEqual([]);
  next.close();
});

test("it can be taken elsewhere as text and as JSON", async () => {
  const { live } = await refused([write("Find it")]);
  press("Show");
  const saved: Blob[] = [];
  vi.stubGlobal(
    "URL",
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => {
        saved.push(blob);
        return "blob:x";
      },
      revokeObjectURL: () => undefined,
    }),
  );
  const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  press("Download text");
  press("Download JSON");
  const [text, json] = await Promise.all(saved.map((blob) => blob.text()));
  expect(text).toContain("Name: “Find” → “Find it”");
  expect(text).toContain("not so");
  expect(JSON.parse(json ?? "")).toMatchObject({
    map: "buying",
    code: "wrong",
    edits: [write("Find it")],
    changes: [{ does: "changed", record: "g1", field: "name", from: "Find", to: "Find it" }],
  });
  click.mockRestore();
  live.close();
});

test("what an outdated page keeps is shown, and it says to load it anew", async () => {
  const { server, clock, open } = await begun();
  const live = await open();
  show(live);
  server.outdated = true;
  await act(async () => {
    server.drop();
    await clock.pass(1000);
    live.dispatch([write("Kept here")], "");
    await clock.pass(100);
  });
  screen.getByText("The server is newer than this page. 1 change is kept in this browser");
  screen.getByRole("button", { name: "Load anew" });
  press("Show");
  await within(panel()).findByText("Not on the server yet");
  expect(within(panel()).getByRole("listitem").textContent).toContain("Kept here");
  live.close();
});
