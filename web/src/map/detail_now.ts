import { useSyncExternalStore } from "react";
import type { Detail } from "./detail_choice";

// How much of each map is shown now: what is exported shows as much, and another view of the map begins with it.

const SHOWN = new Map<string, Detail>();
const LISTENERS = new Set<() => void>();

export function detailNow(map: string): Detail {
  return SHOWN.get(map) ?? "standard";
}

export function keepDetail(map: string, detail: Detail): void {
  if (detailNow(map) === detail) return;
  SHOWN.set(map, detail);
  for (const changed of LISTENERS) changed();
}

export function useDetailNow(map: string): Detail {
  return useSyncExternalStore(follow, () => detailNow(map));
}

function follow(changed: () => void): () => void {
  LISTENERS.add(changed);
  return () => {
    LISTENERS.delete(changed);
  };
}
