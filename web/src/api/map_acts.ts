// What is done with a map as a whole: called otherwise, copied, removed and brought back.
import { get, mapPath, post } from "./ask";
import { getVersion, makeMap } from "./live_api";

/** A map in the bin of maps. */
export interface RemovedMap {
  id: string;
  name: string;
}

export async function renameMap(id: string, name: string): Promise<void> {
  const edits = [{ edit: "write", id: "map", field: "name", text: name }];
  await post(mapPath(id, "edits"), { edits, by_hand: true });
}

/** Makes a map that says the same under another name; answers its id. */
export async function copyMap(id: string, name: string): Promise<string> {
  const { map } = await getVersion(id, "now", new AbortController().signal);
  return (await makeMap({ ...map, map: name })).id;
}

/** Into the bin of maps: nothing of it is deleted. */
export async function removeMap(id: string): Promise<void> {
  await post(mapPath(id, "remove"), {});
}

export async function getRemovedMaps(signal: AbortSignal): Promise<RemovedMap[]> {
  return (await get<{ maps: RemovedMap[] }>("/api/v1/removed-maps", signal)).maps;
}

export async function bringMapBack(id: string): Promise<void> {
  await post(`/api/v1/removed-maps/${encodeURIComponent(id)}`, {});
}
