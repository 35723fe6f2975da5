import { getMap, getMaps } from "./client";
import type { MapLine, ResolvedMap } from "./shapes";

// Every map of the project at once, for pages that look across them: a few at a time, and kept for a minute.

/** A map with its figures; `null` where its file cannot be understood. */
export interface FoundMap {
  line: MapLine;
  map: ResolvedMap | null;
}

const AT_ONCE = 4;
const KEPT_MS = 60_000;
/** More maps than anybody has; beyond, pages across maps show the first. */
export const MOST = 300;

let kept: { at: number; maps: Promise<FoundMap[]> } | null = null;

/** All maps, at most a minute old. */
export function getAllMaps(): Promise<FoundMap[]> {
  if (kept !== null && Date.now() - kept.at < KEPT_MS) return kept.maps;
  const maps = load();
  const mine = { at: Date.now(), maps };
  kept = mine;
  maps.catch(() => {
    if (kept === mine) kept = null;
  });
  return maps;
}

/** Makes the next question go to the server. */
export function forgetMaps(): void {
  kept = null;
}

async function load(): Promise<FoundMap[]> {
  // Nobody stops this one: others may wait for the same answer.
  const { signal } = new AbortController();
  const lines = (await getMaps(signal)).slice(0, MOST);
  const found: FoundMap[] = lines.map((line) => ({ line, map: null }));
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let entry = found[next++]; entry !== undefined; entry = found[next++])
      if (entry.line.problem == null)
        entry.map = await getMap(entry.line.id, signal).catch(() => null);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found;
}
