import type { FoundMap } from "../../api/all_maps";
import type { Figure, ResolvedMap } from "../../api/shapes";
import { openActions } from "../summary/choice";

// The maps as rows that can be put in order.

export const COLUMNS = [
  "name",
  "journeys",
  "goal",
  "backed",
  "explained",
  "lowest",
  "changed",
  "actions",
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  column: Column;
  down: boolean;
}

export interface Row {
  id: string;
  name: string;
  map: ResolvedMap | null;
  problem: string | null;
  journeys: number | null;
  goal: Figure | null;
  /** Share of claims that are supported. */
  backed: number | null;
  explained: Figure | null;
  lowest: Figure | null;
  lowestStep: string | null;
  /** RFC 3339; `null` where it is not known. */
  changed: string | null;
  actions: number | null;
}

export function rowOf({ line, map }: FoundMap, changed: string | null): Row {
  const health = map?.health ?? null;
  return {
    id: line.id,
    name: map?.map ?? line.name,
    map,
    problem: line.problem ?? null,
    journeys: health?.journeys ?? null,
    goal: health?.goal ?? null,
    backed: health === null || health.claims === 0 ? null : health.supported / health.claims,
    explained: health?.explained ?? null,
    lowest: health?.lowest ?? null,
    lowestStep: health?.lowest.step ?? null,
    changed,
    actions: map === null ? null : openActions(map),
  };
}

function valueOf(row: Row, column: Column): string | number | null {
  const value = row[column];
  return typeof value === "object" ? (value?.value ?? null) : value;
}

/** Rows in order; what is not known comes last, whichever way. Equal rows stay by name. */
export function sorted(rows: readonly Row[], { column, down }: Order): Row[] {
  const sign = down ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [valueOf(a, column), valueOf(b, column)];
    if (x === null || y === null)
      return x === y ? a.name.localeCompare(b.name) : x === null ? 1 : -1;
    const order =
      typeof x === "number" && typeof y === "number"
        ? x - y
        : String(x).localeCompare(String(y), undefined, { numeric: true });
    return sign * order || a.name.localeCompare(b.name);
  });
}

/** The order that a press on a column's head gives: names from A, everything else from the worst or newest. */
export function pressed(now: Order, column: Column): Order {
  if (now.column === column) return { column, down: !now.down };
  return { column, down: column === "changed" || column === "journeys" || column === "actions" };
}
