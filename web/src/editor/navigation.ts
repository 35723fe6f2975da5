import { stepIn } from "./arcs";
import { NO_CARDS, type Cells, type Layout } from "./layout";
import { cellSpot, laneSpot, type Spot } from "./spots";

// How the focus moves in the grid: rows of cells, in each cell the cards from top to bottom.

export interface GridRow {
  id: string;
  /** The lane's title; `null` for rows that have none. */
  head: Spot | null;
  /** By column, what can hold the focus from top to bottom. A stage stands in all of its columns. */
  cells: readonly (readonly Spot[])[];
}

export type Direction =
  "left" | "right" | "up" | "down" | "row_start" | "row_end" | "grid_start" | "grid_end";

export interface RowLane {
  id: string;
  /** Kind of its cards; `null` where the cell itself is what can be looked at. */
  kind: string | null;
}

const NOTHING: ReadonlySet<string> = new Set();

/** The rows from top to bottom. `hidden` are cards that are not shown. */
export function rowsOf(
  layout: Layout,
  lanes: readonly RowLane[],
  hidden: ReadonlySet<string> = NOTHING,
): GridRow[] {
  const { columns } = layout;
  const rows: GridRow[] = [
    { id: "stages", head: null, cells: columns.map(({ stage }) => [stage.id]) },
    {
      id: "steps",
      head: null,
      cells: columns.map(({ step, stage }) => [step?.id ?? cellSpot("steps", stage.id)]),
    },
  ];
  if (layout.arcs.length > 0)
    rows.push({
      id: "arcs",
      head: null,
      cells: columns.map(({ step }) =>
        step === null
          ? []
          : layout.arcs.filter((arc) => stepIn(arc, "from") === step.id).map(({ id }) => id),
      ),
    });
  for (const lane of lanes) rows.push(laneRow(layout, lane, hidden));
  return rows;
}

interface Known {
  columns: Layout["columns"];
  hidden: ReadonlySet<string>;
  row: GridRow;
}

/** The rows of lanes by what lies in them: one in which nothing changed is not made anew. */
const knownRows = new WeakMap<Cells, Known>();

function laneRow(layout: Layout, lane: RowLane, hidden: ReadonlySet<string>): GridRow {
  const { columns } = layout;
  const cards = layout.byKind.get(lane.kind ?? "");
  const known = cards === undefined ? undefined : knownRows.get(cards);
  if (known?.columns === columns && known.hidden === hidden && known.row.id === lane.id)
    return known.row;
  const row: GridRow = {
    id: lane.id,
    head: laneSpot(lane.id),
    cells: columns.map(({ step }) => {
      if (step === null) return [];
      const seen = (cards?.get(step.id) ?? NO_CARDS).filter(({ id }) => !hidden.has(id));
      return seen.length === 0 ? [cellSpot(lane.id, step.id)] : seen.map(({ id }) => id);
    }),
  };
  if (cards !== undefined) knownRows.set(cards, { columns, hidden, row });
  return row;
}

export interface Standpoint {
  row: number;
  /** −1 is the lane's title. */
  column: number;
  index: number;
}

/** Where a spot is; its first column for a stage. */
export function find(rows: readonly GridRow[], spot: Spot): Standpoint | null {
  for (const [row, { head, cells }] of rows.entries()) {
    if (head === spot) return { row, column: -1, index: 0 };
    for (const [column, cell] of cells.entries()) {
      const index = cell.indexOf(spot);
      if (index >= 0) return { row, column, index };
    }
  }
  return null;
}

/** The next spot in a direction; the same one at the edge. */
export function neighbour(rows: readonly GridRow[], spot: Spot, direction: Direction): Spot {
  const at = find(rows, spot);
  if (at === null) return firstOf(rows) ?? spot;
  const row = rows[at.row];
  switch (direction) {
    case "left":
    case "right":
      return (row && beside(row, at, spot, direction === "right" ? 1 : -1)) ?? spot;
    case "up":
    case "down":
      return above(rows, at, direction === "down" ? 1 : -1) ?? spot;
    case "row_start":
      return row?.cells.find((cell) => cell.length > 0)?.[0] ?? spot;
    case "row_end":
      return row?.cells.findLast((cell) => cell.length > 0)?.[0] ?? spot;
    case "grid_start":
      return firstOf(rows) ?? spot;
    case "grid_end":
      return rows.at(-1)?.cells.findLast((cell) => cell.length > 0)?.[0] ?? spot;
  }
}

export function firstOf(rows: readonly GridRow[]): Spot | null {
  return rows[0]?.cells.find((cell) => cell.length > 0)?.[0] ?? null;
}

function beside(row: GridRow, at: Standpoint, spot: Spot, by: 1 | -1): Spot | null {
  for (let column = at.column + by; column < row.cells.length; column += by) {
    if (column < 0) return row.head;
    const cell = row.cells[column] ?? [];
    if (cell.includes(spot)) continue;
    const next = cell[Math.min(at.index, cell.length - 1)];
    if (next !== undefined) return next;
  }
  return null;
}

function above(rows: readonly GridRow[], at: Standpoint, by: 1 | -1): Spot | null {
  if (at.column < 0) {
    for (let row = at.row + by; row >= 0 && row < rows.length; row += by) {
      const head = rows[row]?.head;
      if (head !== null && head !== undefined) return head;
    }
    return null;
  }
  const within = rows[at.row]?.cells[at.column]?.[at.index + by];
  if (within !== undefined) return within;
  for (let row = at.row + by; row >= 0 && row < rows.length; row += by) {
    const cell = rows[row]?.cells[at.column] ?? [];
    const next = by === 1 ? cell[0] : cell.at(-1);
    if (next !== undefined) return next;
  }
  return null;
}

/**
 * The place nearest to what is gone, as rows say that were read before and after: in its cell the next card, else the one before, else
 * the cell itself; of steps and stages the next one, else the one before. `null` where nothing stood there.
 */
export function nearest(
  before: readonly GridRow[],
  after: readonly GridRow[],
  gone: readonly Spot[],
): Spot | null {
  const at = gone.map((spot) => find(before, spot)).find((one) => one !== null);
  if (at === undefined) return null;
  const was = before[at.row];
  const now = after.find(({ id }) => id === was?.id) ?? after[Math.min(at.row, after.length - 1)];
  if (was === undefined || now === undefined) return null;
  if (at.column < 0) return now.head;
  const column = columnAfter(before, after, at.column);
  const cell = now.cells[column] ?? [];
  const left = (was.cells[at.column] ?? []).slice(0, at.index).filter((one) => cell.includes(one));
  const there = cell[Math.min(left.length, cell.length - 1)];
  if (there !== undefined) return there;
  const beside = [...now.cells.slice(column + 1), ...now.cells.slice(0, column).reverse()];
  return beside.find((one) => one.length > 0)?.[0] ?? firstOf(after);
}

/** The column in which a step stands now; where it is gone, the one in its place. */
function columnAfter(
  before: readonly GridRow[],
  after: readonly GridRow[],
  column: number,
): number {
  const steps = (rows: readonly GridRow[]) => rows.find(({ id }) => id === "steps")?.cells ?? [];
  const now = steps(after);
  const stood = (at: number) => {
    const [step] = steps(before)[at] ?? [];
    return step === undefined ? -1 : now.findIndex(([one]) => one === step);
  };
  const same = stood(column);
  if (same >= 0) return same;
  // The first one after it that is still there has its place.
  for (let at = column + 1; at < steps(before).length; at += 1)
    if (stood(at) >= 0) return stood(at);
  return Math.max(0, now.length - 1);
}

/** Everything between two spots: the cards from one to the other within a cell, else the rectangle they span. */
export function span(rows: readonly GridRow[], a: Spot, b: Spot): Spot[] {
  const from = find(rows, a);
  const to = find(rows, b);
  if (from === null || to === null) return [b];
  const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)];
  const [left, right] = [Math.min(from.column, to.column), Math.max(from.column, to.column)];
  if (top === bottom && left === right) {
    const cell = rows[top]?.cells[left] ?? [];
    return cell.slice(Math.min(from.index, to.index), Math.max(from.index, to.index) + 1);
  }
  const spots = rows
    .slice(top, bottom + 1)
    .flatMap(({ cells }) => cells.slice(Math.max(left, 0), right + 1).flat());
  return [...new Set(spots)];
}
