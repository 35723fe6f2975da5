// A map on a server that stands in for the real one, for the tests of what is shared.
import { IDBFactory } from "fake-indexeddb";
import { begin } from "./alone";
import { openLiveMap } from "../connect";
import type { Edit } from "../edit";
import type { LiveMap, Person } from "../live_map";
import { openMapDoc } from "../map_doc";
import { sceneOf, serverOf, storageOf } from "./stand_ins";

export const ANN: Person = { id: "ann", name: "Ann", colour: "#123456" };
export const BOB: Person = { id: "bob", name: "Bob", colour: "#654321" };

/** A map that a server has, and a browser that can open it: a new one, or that of an earlier server. */
export async function begun(browser = { database: new IDBFactory(), storage: storageOf() }) {
  const doc = await openMapDoc();
  begin(doc, [
    {
      id: "g1",
      kind: "stage",
      parent: "map",
      rank: "V",
      gone: null,
      text: { name: "Find" },
      values: {},
      sets: {},
    },
  ]);
  const server = serverOf(doc, ANN);
  const scene = sceneOf(server, browser);
  const open = async (me = ANN) => {
    server.you = me;
    const live = await openLiveMap("buying", me, scene.around);
    await scene.clock.pass(0);
    return live;
  };
  return { server, browser, ...scene, open };
}

export const write = (text: string, id = "g1"): Edit => ({
  edit: "write",
  id,
  field: "name",
  text,
});
export const nameOf = (live: Pick<LiveMap, "snapshot">, id = "g1") =>
  live.snapshot().records.get(id)?.text.name;
export const stage = (id: string): Edit => ({
  edit: "add",
  id,
  kind: "stage",
  parent: "map",
  rank: "k",
  fields: { name: id },
});
