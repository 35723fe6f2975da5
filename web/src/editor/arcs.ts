import type { Rec } from "../doc/edit";
import { wordOf } from "./kinds";
import type { Layout } from "./layout";

// Ways and hand-overs between steps as arcs: each on a track of its own where others pass, so that lines do not run into each other.

export interface Arc {
  record: Rec;
  from: number;
  to: number;
  /** 0 is nearest to the steps. */
  track: number;
}

export interface Span {
  from: number;
  to: number;
}

/** Tracks for spans: short ones near, long ones around them; interval partitioning, so no more tracks than overlap at one place. */
export function tracksOf(spans: readonly Span[]): number[] {
  const order = spans
    .map((span, i) => ({
      i,
      low: Math.min(span.from, span.to),
      high: Math.max(span.from, span.to),
    }))
    .sort((a, b) => a.high - a.low - (b.high - b.low) || a.low - b.low || a.i - b.i);
  const taken: { low: number; high: number }[][] = [];
  const tracks = spans.map(() => 0);
  for (const one of order) {
    // Above everything shorter that it encloses or meets: an arc never passes through another.
    let track = 0;
    taken.forEach((others, i) => {
      if (others.some((other) => other.low < one.high && one.low < other.high)) track = i + 1;
    });
    (taken[track] ??= []).push(one);
    tracks[one.i] = track;
  }
  return tracks;
}

/** The arcs of a map whose both ends stand on it. */
export function arcsOf(layout: Layout): Arc[] {
  const columnOf = new Map(layout.columns.map(({ key }, i) => [key, i]));
  const ends = layout.arcs.flatMap((record) => {
    const from = columnOf.get(stepIn(record, "from") ?? "");
    const to = columnOf.get(stepIn(record, "to") ?? "");
    return from === undefined || to === undefined ? [] : [{ record, from, to }];
  });
  const tracks = tracksOf(ends);
  return ends.map((end, i) => ({ ...end, track: tracks[i] ?? 0 }));
}

/** Id of the step that a reference names. */
export function stepIn(record: Rec, field: string): string | null {
  const value = wordOf(record, field);
  return value.startsWith("@") ? value.slice(1) : null;
}
