// What components read of a live map. Each hook gives the same object as long as what it is about is the same.
import { useSyncExternalStore } from "react";
import type { LiveMap, Present, Snapshot, Standing } from "./live_map";

export function useSnapshot(live: LiveMap): Snapshot {
  return useSyncExternalStore(live.subscribe, live.snapshot);
}

export function useStanding(live: LiveMap): Standing {
  return useSyncExternalStore(live.subscribe, live.standing);
}

export function usePeople(live: LiveMap): readonly Present[] {
  return useSyncExternalStore(live.subscribe, live.people);
}
