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
  /** Column of a step, and the first one of a stage. */
  columnOf: ReadonlyMap<string, number>;
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
  /** What lies in each step: what did not change is not dealt again. */
  dealt: ReadonlyMap<string, Dealt>;
}

/** The cards of a step and what people said about them. */
export interface Dealt {
  /** The lists of children that were read; as long as they are the same, so is all of this. */
  read: readonly (readonly [id: string, children: readonly Rec[]])[];
  byKind: ReadonlyMap<string, readonly Rec[]>;
  cards: readonly Rec[];
  talk: readonly (readonly [id: string, talk: Talk])[];
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
  const columnOf = new Map<string, number>();
  const cells = new Map<string, readonly Rec[]>();
  const talk = new Map<string, Talk>();
  const alive = new Map<string, Rec>([[map.id, map]]);
  const stepOf = new Map<string, string>();
  const arcs: Rec[] = [];
  const views: Rec[] = [];
  const library = new Map<string, Rec>();

  const dealt = new Map<string, Dealt>();

  const hear = (record: Rec): void => {
    alive.set(record.id, record);
    const said = talkOf(snapshot, record.id);
    if (said !== null) talk.set(record.id, kept(before?.talk.get(record.id), said));
  };
  const deal = (step: Rec): void => {
    const last = before?.dealt.get(step.id);
    const same = last?.read.every(([id, children]) => snapshot.children(id) === children);
    const now = last !== undefined && same === true ? last : dealtOf(snapshot, step, before);
    dealt.set(step.id, now);
    for (const card of now.cards) {
      alive.set(card.id, card);
      stepOf.set(card.id, step.id);
    }
    for (const [id, said] of now.talk) talk.set(id, said);
    for (const [kind, cards] of now.byKind) cells.set(cellKey(kind, step.id), cards);
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
    columnOf.set(child.id, from);
    for (const step of snapshot.children(child.id)) {
      if (step.kind !== "step") continue;
      hear(step);
      stepOf.set(step.id, step.id);
      columnOf.set(step.id, columns.length);
      columns.push({ stage: child, step, key: step.id });
      deal(step);
    }
    if (columns.length === from) columns.push({ stage: child, step: null, key: child.id });
    stages.push({ stage: child, from, count: columns.length - from });
  }
  const said = talkOf(snapshot, map.id);
  if (said !== null) talk.set(map.id, kept(before?.talk.get(map.id), said));

  const kinds = new Map<string, Map<string, readonly Rec[]>>();
  for (const [step, { byKind }] of dealt)
    for (const [kind, list] of byKind) {
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
    columnOf: keptMap(before?.columnOf, columnOf),
    cells,
    byKind,
    arcs: keptList(before?.arcs, arcs),
    views: keptList(before?.views, views),
    library: keptMap(before?.library, library),
    talk: keptMap(before?.talk, talk),
    alive,
    stepOf,
    dealt,
  };
}

/** Deals the cards of a step into kinds; lists and talk that say the same as before are the same objects. */
function dealtOf(snapshot: Snapshot, step: Rec, before: Layout | null): Dealt {
  const last = before?.dealt.get(step.id);
  const read: [string, readonly Rec[]][] = [];
  const cards: Rec[] = [];
  const talk: [string, Talk][] = [];
  const kinds = new Map<string, Rec[]>();
  const look = (above: Rec): void => {
    const children = snapshot.children(above.id);
    read.push([above.id, children]);
    for (const record of children) {
      if (kindOf(record.kind)?.place !== "card") continue;
      cards.push(record);
      const said = talkOf(snapshot, record.id);
      if (said !== null) talk.push([record.id, kept(before?.talk.get(record.id), said)]);
      const cell = kinds.get(record.kind);
      if (cell === undefined) kinds.set(record.kind, [record]);
      else cell.push(record);
      look(record);
    }
  };
  look(step);
  const byKind = new Map<string, readonly Rec[]>();
  for (const [kind, list] of kinds) byKind.set(kind, keptList(last?.byKind.get(kind), list));
  return { read, byKind, cards, talk };
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
