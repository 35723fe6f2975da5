import { expect, test } from "vitest";
import { aloneMap } from "../../doc/for_tests/alone";
import type { Rec } from "../../doc/edit";
import type { LiveMap } from "../../doc/live_map";
import { clearing, merging, renaming, shelfOf } from "./shelf";

function rec(
  id: string,
  kind: string,
  parent: string | null,
  rank: string,
  more: Partial<Rec> = {},
) {
  return { id, kind, parent, rank, gone: null, text: {}, values: {}, sets: {}, ...more };
}

function named(name: string) {
  return { text: { name } };
}

function uses(...channels: string[]) {
  return { channels: channels.map((item, i) => ({ item, rank: String(i + 1) })) };
}

function open(): Promise<LiveMap> {
  return aloneMap([
    rec("map", "map", null, ""),
    rec("app", "channel", "map", "1", { ...named("App"), values: {} }),
    rec("web", "channel", "map", "2", named("Web")),
    rec("app2", "channel", "map", "3", { ...named("app"), values: { sort: "app" } }),
    rec("fax", "channel", "map", "4", named("Fax")),
    rec("desk", "touchpoint", "map", "5", named("Desk")),
    rec("buy", "stage", "map", "1"),
    rec("pays", "step", "buy", "1", { ...named("Pays"), sets: uses("web", "app2") }),
    rec("waits", "step", "buy", "2", { ...named("Waits"), sets: uses("app", "app2") }),
  ]);
}

function shelf(live: LiveMap): string[] {
  return shelfOf(live.snapshot(), "channel").map(
    ({ name, steps, same }) =>
      `${name}: ${steps.map(({ id }) => id).join(" ")}${same === null ? "" : ` = ${same.record.id}`}`,
  );
}

test("every entry knows the steps that use it, and an earlier one of the same name", async () => {
  const live = await open();
  expect(shelf(live)).toEqual(["App: waits", "Web: pays", "app: pays waits = app", "Fax: "]);
  expect(shelfOf(live.snapshot(), "touchpoint").map(({ name }) => name)).toEqual(["Desk"]);
  live.close();
});

test("a new name stands everywhere with one edit; none where nothing changed", async () => {
  const live = await open();
  const [app] = shelfOf(live.snapshot(), "channel");
  if (app === undefined) throw new Error("no channel");
  expect(renaming(app, " ")).toEqual([]);
  expect(renaming(app, "App")).toEqual([]);
  const edits = renaming(app, " Mobile  app ");
  expect(edits).toHaveLength(1);
  live.dispatch(edits, "test");
  expect(shelf(live)[0]).toBe("Mobile app: waits");
  live.close();
});

test("merging moves every use to the one that stays, once, and keeps what was known", async () => {
  const live = await open();
  const entries = shelfOf(live.snapshot(), "channel");
  const [keep, give] = [entries[0], entries[2]];
  if (keep === undefined || give === undefined) throw new Error("no channel");
  live.dispatch(merging(keep, give, "channel"), "test");
  expect(shelf(live)).toEqual(["App: pays waits", "Web: pays", "Fax: "]);
  const { records } = live.snapshot();
  expect(records.get("waits")?.sets.channels?.map(({ item }) => item)).toEqual(["app"]);
  expect(records.get("pays")?.sets.channels?.map(({ item }) => item)).toEqual(["web", "app"]);
  expect(records.get("app")?.values.sort).toBe("app");
  // One change, undone as one.
  expect(live.undo()).toBe(true);
  expect(shelf(live)).toHaveLength(4);
  live.close();
});

test("only what no step uses is cleared", async () => {
  const live = await open();
  live.dispatch(clearing(shelfOf(live.snapshot(), "channel")), "test");
  expect(shelf(live)).toEqual(["App: waits", "Web: pays", "app: pays waits = app"]);
  live.close();
});
