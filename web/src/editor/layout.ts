import type { Rec } from "../doc/edit";
import type { Snapshot } from "../doc/live_map";
import { kindOf } from "../doc/schema";

// Where everything stands in the grid. What did not change keeps its identity from one layout to the next, so that cells need not be drawn again.

export interface Column {
  stage: Rec;
  /** `null` for a stage without steps, which keeps a column to put one in. */
  step: Rec | null;
  /** Id of the step, or of the stage where there is none. */
  key: string;
}

export interface Span {
  stage: Rec;
  from: number;
  /** Columns, at least one. */
  count: number;
}

/** What people said about a record beside it. */
export interface Talk {
  /** Comments that are not resolved. */
  open: number;
  comments: number;
  votes: number;
  /** Ids of those who voted. */
  voters: readonly string[];
}

export type Cells = ReadonlyMap<string, readonly Rec[]>;

export interface Layout {
  map: Rec;
  stages: readonly Span[];
  columns: readonly Column[];
  /** Cards by `LANE STEP`. */
  cells: ReadonlyMap<string, readonly Rec[]>;
  /** The same by kind, then by step: a lane is drawn again only when something in it changed. */
  byKind: ReadonlyMap<string, Cells>;
  /** Paths and hand-overs. */
  arcs: readonly Rec[];
  views: readonly Rec[];
  /** Library records (touchpoints, channels) by id. */
  library: ReadonlyMap<string, Rec>;
  talk: ReadonlyMap<string, Talk>;
  /** Every living record of the grid. */
  alive: ReadonlyMap<string, Rec>;
  /** Step that a card belongs to. */
  stepOf: ReadonlyMap<string, string>;
}

export const NO_CARDS: readonly Rec[] = [];
export const NO_CELLS: Cells = new Map();

export function cellKey(lane: string, step: string): string {
  return `${lane} ${step}`;
}

export function cardsAt(layout: Layout, lane: string, step: string): readonly Rec[] {
  return layout.cells.get(cellKey(lane, step)) ?? NO_CARDS;
}

const NOBODY: Rec = {
  id: "map",
  kind: "map",
  parent: null,
  rank: "",
  gone: null,
  text: {},
  values: {},
  sets: {},
};

/** Lays out a state of the map; `before` lends what stayed the same. */
export function layOut(snapshot: Snapshot, before: Layout | null = null): Layout {
  const map = snapshot.records.get("map") ?? NOBODY;
  const columns: Column[] = [];
  const stages: Span[] = [];
  const cells = new Map<string, Rec[]>();
  const talk = new Map<string, Talk>();
  const alive = new Map<string, Rec>([[map.id, map]]);
  const stepOf = new Map<string, string>();
  const arcs: Rec[] = [];
  const views: Rec[] = [];
  const library = new Map<string, Rec>();

  const hear = (record: Rec): void => {
    alive.set(record.id, record);
    const said = talkOf(snapshot, record.id);
    if (said !== null) talk.set(record.id, kept(before?.talk.get(record.id), said));
  };
  const deal = (above: Rec, step: string): void => {
    for (const record of snapshot.children(above.id)) {
      if (kindOf(record.kind)?.place !== "card") continue;
      hear(record);
      stepOf.set(record.id, step);
      const key = cellKey(record.kind, step);
      const cell = cells.get(key);
      if (cell === undefined) cells.set(key, [record]);
      else cell.push(record);
      deal(record, step);
    }
  };

  for (const child of snapshot.children(map.id)) {
    if (child.kind !== "stage") {
      const place = kindOf(child.kind)?.place;
      if (place === "arc") {
        arcs.push(child);
        hear(child);
      } else if (place === "library") library.set(child.id, child);
      else if (child.kind === "view") views.push(child);
      continue;
    }
    hear(child);
    const from = columns.length;
    for (const step of snapshot.children(child.id)) {
      if (step.kind !== "step") continue;
      hear(step);
      stepOf.set(step.id, step.id);
      columns.push({ stage: child, step, key: step.id });
      deal(step, step.id);
    }
    if (columns.length === from) columns.push({ stage: child, step: null, key: child.id });
    stages.push({ stage: child, from, count: columns.length - from });
  }
  const said = talkOf(snapshot, map.id);
  if (said !== null) talk.set(map.id, kept(before?.talk.get(map.id), said));

  const same = new Map<string, readonly Rec[]>();
  const kinds = new Map<string, Map<string, readonly Rec[]>>();
  for (const [key, cell] of cells) {
    const list = keptList(before?.cells.get(key), cell);
    same.set(key, list);
    const [kind = "", step = ""] = key.split(" ");
    const ofKind = kinds.get(kind);
    if (ofKind === undefined) kinds.set(kind, new Map([[step, list]]));
    else ofKind.set(step, list);
  }
  const byKind = new Map<string, Cells>();
  for (const [kind, ofKind] of kinds) byKind.set(kind, keptMap(before?.byKind.get(kind), ofKind));
  return {
    map,
    stages: keptColumns(before?.stages, stages),
    columns: keptColumns(before?.columns, columns),
    cells: same,
    byKind,
    arcs: keptList(before?.arcs, arcs),
    views: keptList(before?.views, views),
    library: keptMap(before?.library, library),
    talk: keptMap(before?.talk, talk),
    alive,
    stepOf,
  };
}

function talkOf(snapshot: Snapshot, id: string): Talk | null {
  let open = 0;
  let comments = 0;
  let voters: string[] | null = null;
  for (const child of snapshot.children(id)) {
    if (child.kind === "comment") {
      comments += 1;
      if (child.values.resolved !== true) open += 1;
    } else if (child.kind === "vote") {
      const by = child.values.by;
      (voters ??= []).push(typeof by === "string" ? by : "");
    }
  }
  if (comments === 0 && voters === null) return null;
  return { open, comments, votes: voters?.length ?? 0, voters: voters ?? [] };
}

function kept(before: Talk | undefined, now: Talk): Talk {
  const same =
    before?.open === now.open &&
    before.comments === now.comments &&
    before.voters.length === now.voters.length &&
    before.voters.every((by, i) => by === now.voters[i]);
  return same ? before : now;
}

function keptList<T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] {
  const same = before?.length === now.length && before.every((one, i) => one === now[i]);
  return same ? before : now;
}

function keptColumns<T extends object>(
  before: readonly T[] | undefined,
  now: readonly T[],
): readonly T[] {
  const list = now.map((one, i) => {
    const old = before?.[i];
    return old !== undefined && sameFields(old, one) ? old : one;
  });
  return keptList(before, list);
}

function sameFields<T extends object>(a: T, b: T): boolean {
  return (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);
}

function keptMap<V>(
  before: ReadonlyMap<string, V> | undefined,
  now: ReadonlyMap<string, V>,
): ReadonlyMap<string, V> {
  if (before?.size !== now.size) return now;
  for (const [key, value] of now) if (before.get(key) !== value) return now;
  return before;
}
