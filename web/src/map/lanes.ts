import document from "../../../schemas/document.json";
import type { ResolvedMap } from "../api/shapes";

// Which lanes a map shows, from top to bottom: the same rule as the pictures have.

interface KnownLane {
  readonly lane: string;
  readonly measured?: boolean;
}

/** Every lane, in the order in which those stand that nobody put in another. */
export const KNOWN: readonly KnownLane[] = document.lanes;

/** The lanes that the map names; without any those usual for its kind, then all others, where they hold something. */
export function shownLanes(map: ResolvedMap, holds: (lane: string) => boolean): readonly string[] {
  if (map.lanes.length > 0) return map.lanes;
  const usual = document.usual.find(({ kind }) => kind === map.kind)?.lanes ?? [];
  const others = KNOWN.filter(({ lane, measured }) => measured !== true && !usual.includes(lane));
  return [...usual, ...others.map(({ lane }) => lane)].filter(holds);
}
