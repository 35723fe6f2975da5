import type { Figure, MapLine } from "../../api/shapes";

// The maps as rows that can be put in order and narrowed.

export const COLUMNS = [
  "name",
  "journeys",
  "goal",
  "backed",
  "explained",
  "lowest",
  "changed",
  "actions",
  "comments",
  "proposals",
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  column: Column;
  down: boolean;
}

export interface Row {
  id: string;
  name: string;
  line: MapLine;
  journeys: number | null;
  goal: Figure | null;
  /** Share of claims that are supported. */
  backed: number | null;
  explained: Figure | null;
  lowest: Figure | null;
  /** RFC 3339; `null` where it is not known. */
  changed: string | null;
  actions: number | null;
  comments: number | null;
  proposals: number | null;
}

export function rowOf(line: MapLine): Row {
  const { health, problem } = line;
  const readable = problem == null;
  return {
    id: line.id,
    name: line.name,
    line,
    journeys: health?.journeys ?? null,
    goal: health?.goal ?? null,
    backed: health === null || health.claims === 0 ? null : health.supported / health.claims,
    explained: health?.explained ?? null,
    lowest: health?.lowest ?? null,
    changed: line.changed?.at ?? null,
    actions: readable ? line.actions : null,
    comments: line.comments,
    proposals: readable ? line.proposals : null,
  };
}

export const NEEDS = ["all", "proposals", "comments", "actions", "unbacked"] as const;

export interface Narrowed {
  words: string;
  kind: string;
  /** Which maps ask for something. */
  needs: (typeof NEEDS)[number];
}

export const EVERYTHING: Narrowed = { words: "", kind: "", needs: "all" };

/** Whether a row is wanted. */
export function isWanted(row: Row, { words, kind, needs }: Narrowed): boolean {
  if (kind !== "" && row.line.kind !== kind) return false;
  if (!row.name.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase())) return false;
  switch (needs) {
    case "all":
      return true;
    case "unbacked":
      return row.backed !== null && row.backed < 0.5;
    default:
      return (row[needs] ?? 0) > 0;
  }
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

/** What is rather wanted large or new than small. */
const LARGE_FIRST: readonly Column[] = ["changed", "journeys", "actions", "comments", "proposals"];

/** The order that a press on a column's head gives: names from A, everything else from the worst or newest. */
export function pressed(now: Order, column: Column): Order {
  if (now.column === column) return { column, down: !now.down };
  return { column, down: LARGE_FIRST.includes(column) };
}
