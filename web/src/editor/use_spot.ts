import { useSyncExternalStore } from "react";
import type { LiveMap, Present } from "../doc/live_map";
import { useDesk, useMine } from "./desk";
import { cellSpot, placeOf, type Spot } from "./spots";

// How things stand at a spot, read so that a card is drawn again only when something about itself changes.

export interface SpotState {
  focused: boolean;
  selected: boolean;
  dimmed: boolean;
  writing: boolean;
}

export function useSpot(spot: Spot): SpotState {
  const code = useMine(
    (ui) =>
      (ui.focus === spot ? 1 : 0) +
      (ui.selected.has(spot) ? 2 : 0) +
      (ui.dimmed.has(spot) ? 4 : 0) +
      (ui.editing?.record === spot ? 8 : 0),
  );
  return {
    focused: (code & 1) > 0,
    selected: (code & 2) > 0,
    dimmed: (code & 4) > 0,
    writing: (code & 8) > 0,
  };
}

let placed: { of: readonly Present[]; by: Map<Spot, Present> } | null = null;

function presentAt(live: LiveMap, spot: Spot): Present | null {
  const people = live.people();
  if (placed?.of !== people) {
    const by = new Map<Spot, Present>();
    for (const present of people) {
      const { record, field } = present.at;
      if (record === undefined) continue;
      by.set(
        field?.startsWith("lane:") === true ? cellSpot(field.slice(5), record) : record,
        present,
      );
    }
    placed = { of: people, by };
  }
  return placed.by.get(spot) ?? null;
}

/** Who else is at a spot. */
export function usePresent(spot: Spot): Present | null {
  const { live } = useDesk();
  return useSyncExternalStore(live.subscribe, () => presentAt(live, spot));
}

/** The name of a place, and whoever else is there. */
export function withPerson(name: string, present: Present | null): string {
  return present === null ? name : `${name} · ${present.person.name}`;
}

/** What the others are told about where one is. */
export function atOf(spot: Spot): { record?: string; field?: string } {
  const place = placeOf(spot);
  if (place.at === "record") return { record: place.id };
  return place.at === "cell" ? { record: place.column, field: `lane:${place.lane}` } : {};
}
