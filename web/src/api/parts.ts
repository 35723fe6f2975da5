// What is asked of a part of the journeys and of many maps at once: figures of a persona, two sides of a comparison, verbatims,
// the libraries of all maps.
import { get, mapPath, post } from "./ask";
import type { components } from "./schema";
import type { ResolvedMap } from "./shapes";

type Shapes = components["schemas"];

export type OfPersona = Shapes["OfPersona"];
export type FigureOfBoth = Shapes["Difference"];
export type StepBeside = Shapes["StepBeside"];
export type Verbatim = Shapes["Verbatim"];
export type ShelfEntry = Shapes["ShelfEntry"];
export type MapChange = Shapes["MapChange"];

/** The figures of a live map, and which record each of their keys is. */
export interface PartFigures {
  map: ResolvedMap;
  ids: Record<string, string>;
  /** Whose they are; absent for all journeys. */
  persona?: OfPersona | null;
}

/** One side of a comparison; by default the map as it is now over all its journeys. */
export interface Side {
  persona: string | null;
  version: string | null;
  /** A date or a time: only what happened before it counts. */
  until: string | null;
}

export interface BothSides {
  a: PartFigures;
  b: PartFigures;
  same_journeys: boolean;
  whole: FigureOfBoth[];
  steps: StepBeside[];
  family: number;
}

export function getFiguresOf(
  id: string,
  persona: string | null,
  signal: AbortSignal,
): Promise<PartFigures> {
  return get(mapPath(id, `figures${queryOf({ persona })}`), signal);
}

export function compareSides(
  id: string,
  a: Side,
  b: Side,
  signal: AbortSignal,
): Promise<BothSides> {
  const query = queryOf({
    a_persona: a.persona,
    a_version: a.version,
    a_until: a.until,
    b_persona: b.persona,
    b_version: b.version,
    b_until: b.until,
  });
  return get(mapPath(id, `figures/compare${query}`), signal);
}

/** What was said, by its id; without words, and with a why, where it is not there any more. */
export function getVerbatim(id: string, signal: AbortSignal): Promise<Verbatim> {
  return get(`/api/v1/verbatims/${encodeURIComponent(id)}`, signal);
}

/** What was said at a step, or anywhere on the map: all words must occur. */
export function findVerbatims(
  id: string,
  step: string | null,
  words: string,
  signal: AbortSignal,
): Promise<{ total: number; verbatims: Verbatim[] }> {
  return get(mapPath(id, `verbatims${queryOf({ step, words: words.trim() || null })}`), signal);
}

/** Touchpoints and channels of all maps. */
export function getShelves(
  signal: AbortSignal,
): Promise<{ channels: ShelfEntry[]; touchpoints: ShelfEntry[] }> {
  return get("/api/v1/library", signal);
}

export interface Renaming {
  named: "channel" | "touchpoint" | "persona";
  from: string[];
  to: string;
  maps?: string[];
}

/** Says names otherwise in all maps, or tells what that would change. */
export async function renameEverywhere(
  renaming: Renaming,
  how: "tell" | "do",
): Promise<MapChange[]> {
  const body = { ...renaming, only_tell: how === "tell" };
  return (await post<{ maps: MapChange[] }>("/api/v1/library/rename", body)).maps;
}

/** What was taken back of a renaming on one map. */
export interface BackOnMap {
  map: string;
  /** Edits that took it back; none where nothing was left of it, or all of it was changed since. */
  back: number;
  /** How many were changed otherwise since, and stay. */
  left: number;
  /** Why nothing could be taken back. */
  detail?: string | null;
}

/** Takes a renaming back on the maps that it changed, in one go: what others changed since stays. */
export async function takeRenamingBack(changes: readonly MapChange[]): Promise<BackOnMap[]> {
  const maps = changes.map(({ map, edits, undo }) => ({ map, edits, undo }));
  return (await post<{ maps: BackOnMap[] }>("/api/v1/library/rename/undo", { maps })).maps;
}

function queryOf(values: Record<string, string | null>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== null) query.set(name, value);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
