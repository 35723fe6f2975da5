import { expect, test } from "vitest";
import type { MapThen } from "../../api/live_api";
import { takingBack } from "./taking_back";

type Record = MapThen["records"][string];

const record = (rest: Partial<Record>): Record => ({
  kind: "channel",
  parent: "map",
  rank: "V",
  gone: null,
  text: {},
  values: {},
  sets: {},
  ...rest,
});
const write = (text: string) => ({ edit: "write" as const, id: "c1", field: "name", text });
const put = (id: string, field: string, item: string) => ({
  edit: "put" as const,
  id,
  field,
  item,
  rank: "V",
});
const take = (id: string, field: string, item: string) => ({
  edit: "take" as const,
  id,
  field,
  item,
});

test("a name is taken back only where it is still the one that was set", () => {
  const renamed = { edits: [write("Site")], undo: [write("Web")] };
  const named = (name: string) => ({ c1: record({ text: { name } }) });
  expect(takingBack(renamed, named("Site"))).toEqual({ edits: [write("Web")], left: 0 });
  expect(takingBack(renamed, named("Shop"))).toEqual({ edits: [], left: 1 });
  expect(takingBack(renamed, named("Web"))).toEqual({ edits: [], left: 0 });
  expect(takingBack(renamed, {})).toEqual({ edits: [], left: 1 });
  const gone = { c1: record({ text: { name: "Site" }, gone: "c1" }) };
  expect(takingBack(renamed, gone)).toEqual({ edits: [], left: 1 });
});

test("of several that became one, each part is taken back that nobody changed since", () => {
  const bring = { edit: "bring_back" as const, id: "c2" };
  const merge = {
    edits: [
      write("Mobile app"),
      take("s1", "channels", "c2"),
      put("s1", "channels", "c1"),
      take("s2", "channels", "c2"),
      put("s2", "channels", "c1"),
      { edit: "remove" as const, id: "c2" },
    ],
    undo: [
      bring,
      take("s2", "channels", "c1"),
      put("s2", "channels", "c2"),
      take("s1", "channels", "c1"),
      put("s1", "channels", "c2"),
      write("App"),
    ],
  };
  const step = (...items: string[]) =>
    record({ kind: "step", sets: { channels: items.map((item) => ({ item, rank: "V" })) } });
  const now = {
    c1: record({ text: { name: "Mobile app" } }),
    c2: record({ gone: "c2" }),
    s1: step("c1"),
    s2: step("c1"),
  };
  expect(takingBack(merge, now)).toEqual({ edits: merge.undo, left: 0 });
  // Somebody has another channel at the second step, and another name for the one that stayed.
  const since = { ...now, c1: record({ text: { name: "Phone" } }), s2: step("c3") };
  expect(takingBack(merge, since)).toEqual({
    edits: [bring, take("s1", "channels", "c1"), put("s1", "channels", "c2")],
    left: 2,
  });
});

test("a persona that somebody has replaced since does not come beside theirs", () => {
  const renamed = {
    edits: [take("map", "actors", "Runner"), put("map", "actors", "Athlete")],
    undo: [take("map", "actors", "Athlete"), put("map", "actors", "Runner")],
  };
  const walked = (item: string) => ({
    map: record({ kind: "map", parent: null, sets: { actors: [{ item, rank: "V" }] } }),
  });
  expect(takingBack(renamed, walked("Athlete"))).toEqual({ edits: renamed.undo, left: 0 });
  expect(takingBack(renamed, walked("Champion"))).toEqual({ edits: [], left: 1 });
});
