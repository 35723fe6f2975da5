import { useSyncExternalStore } from "react";

// What is asked of a map as a whole, wherever it is asked: from the list, from the title, from the editor's commands.

export type MapAct = "rename" | "copy" | "remove";

export interface MapAsk {
  act: MapAct;
  id: string;
  name: string;
}

let asked: MapAsk | null = null;
let changes = 0;
const listeners = new Set<() => void>();

/** Opens the dialog of an act; `null` closes it. */
export function askMap(ask: MapAsk | null): void {
  asked = ask;
  tell();
}

export function useMapAsk(): MapAsk | null {
  return useSyncExternalStore(follow, () => asked);
}

/** Tells everything that shows names of maps that they are to be asked for again. */
export function mapsChanged(): void {
  changes += 1;
  tell();
}

/** Another number after every change of a map as a whole. */
export function useMapChanges(): number {
  return useSyncExternalStore(follow, () => changes);
}

function tell(): void {
  for (const changed of [...listeners]) changed();
}

function follow(changed: () => void): () => void {
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
  };
}
