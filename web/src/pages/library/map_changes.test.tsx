// @vitest-environment jsdom
import { press, serving, show, written } from "../fake_server";
import { screen } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { forgetMaps } from "../../api/all_maps";
import type { MapChange } from "../../api/parts";
import { MAPS } from "../made_shop";
import { MapChanges, together } from "./map_changes";

// A renaming is taken back map by map: each is told of, and none is sent in parts.

beforeEach(() => {
  forgetMaps();
  history.replaceState(null, "", "#/maps/shop");
});

function of(map: string, count: number): MapChange {
  const edit = { edit: "bring_back" as const, id: "x" };
  const edits = Array<typeof edit>(count).fill(edit);
  const what = { names: ["App"], steps: ["Pays"], merges: false, edits, undo: edits };
  return { map, name: map, state: "changed", ...what };
}

test("edits of one map go together however many they are, and those of several as far as they fit", () => {
  const maps = [of("a", 1000), of("b", 1000), of("c", 1), of("d", 5000), of("e", 1), of("f", 1)];
  const names = together(maps).map((part) => part.map(({ map }) => map));
  expect(names).toEqual([["a", "b"], ["c"], ["d"], ["e", "f"]]);
  expect(together([])).toEqual([]);
});

test("a map on which nothing could be taken back says why and can be tried again; the other is back", async () => {
  const shop = { map: "shop", back: 0, left: 0, detail: "the disk is full" };
  const future = { map: "future", back: 1, left: 0 };
  serving({ ...MAPS, "POST /api/v1/library/rename/undo": { maps: [shop, future] } });
  show(<MapChanges changes={[of("shop", 1), of("future", 1)]} />);
  await press("Take back on all 2 maps");
  await screen.findByText("Not taken back: the disk is full");
  expect(screen.getAllByText("taken back")).toHaveLength(1);
  expect(screen.getAllByRole("button")).toHaveLength(1);
  await press("Take back on shop");
  expect(written()).toHaveLength(2);
});
