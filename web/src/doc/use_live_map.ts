// What components read of a live map. Each hook gives the same object as long as what it is about is the same.
import { useCallback, useRef, useSyncExternalStore } from "react";
import type { Rec } from "./edit";
import type { LiveMap, Present, Snapshot, Standing } from "./live_map";

export function useSnapshot(live: LiveMap): Snapshot {
  return useSyncExternalStore(live.subscribe, live.snapshot);
}

/** A record, also one in the bin; `undefined` where there is none. */
export function useRecord(live: LiveMap, id: string): Rec | undefined {
  return useSyncExternalStore(
    live.subscribe,
    useCallback(() => live.snapshot().records.get(id), [live, id]),
  );
}

/** Living children in order, of one kind or of all. A new list when one of them comes, goes, moves or changes. */
export function useChildren(live: LiveMap, id: string, kind?: string): readonly Rec[] {
  const pick = useCallback(
    () =>
      live
        .snapshot()
        .children(id)
        .filter((rec) => kind === undefined || rec.kind === kind),
    [live, id, kind],
  );
  return useList(live, pick);
}

/** Their ids alone: a new list only when one of them comes, goes or moves. */
export function useChildIds(live: LiveMap, id: string, kind?: string): readonly string[] {
  const pick = useCallback(
    () =>
      live
        .snapshot()
        .children(id)
        .filter((rec) => kind === undefined || rec.kind === kind)
        .map((rec) => rec.id),
    [live, id, kind],
  );
  return useList(live, pick);
}

export function useStanding(live: LiveMap): Standing {
  return useSyncExternalStore(live.subscribe, live.standing);
}

export function usePeople(live: LiveMap): readonly Present[] {
  return useSyncExternalStore(live.subscribe, live.people);
}

/** The last list again where a new one holds the same. */
function useList<T>(live: LiveMap, pick: () => readonly T[]): readonly T[] {
  const last = useRef<readonly T[]>([]);
  const read = useCallback(() => {
    const now = pick();
    const before = last.current;
    if (now.length !== before.length || now.some((each, at) => each !== before[at]))
      last.current = now;
    return last.current;
  }, [pick]);
  return useSyncExternalStore(live.subscribe, read);
}
