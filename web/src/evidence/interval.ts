import type { Evidence } from "../api/shapes";

/** Where value and interval lie on a shared line, in shares of its length. */
export interface Marks {
  low: number | null;
  high: number | null;
  value: number;
  /** Where nothing changes: zero, or one for odds. */
  still: number | null;
}

/** Scales whose ends are known. Others are drawn from the least to the greatest figure beside each other. */
const ENDS: Record<string, readonly [number, number]> = {
  rate: [0, 1],
  share: [0, 1],
  stars: [1, 5],
  nps: [-100, 100],
  emotion: [-2, 2],
  valence: [-1, 1],
};

/** The line of a figure, comparable with the others of its measure; `null` when there is nothing to draw. */
export function marksOf(one: Evidence, among: readonly Evidence[]): Marks | null {
  if (one.value == null || !Number.isFinite(one.value)) return null;
  if (one.low == null && one.high == null && ENDS[one.measure] === undefined) return null;
  const same = among.filter((other) => other.measure === one.measure);
  const ends = same
    .flatMap((other) => [other.value, other.low, other.high])
    .filter((end): end is number => end != null && Number.isFinite(end));
  const neutral = one.measure === "odds" ? 1 : 0;
  const known = ENDS[one.measure];
  const inKnown = known !== undefined && ends.every((end) => end >= known[0] && end <= known[1]);
  const [from, to] = inKnown ? known : [Math.min(neutral, ...ends), Math.max(neutral, ...ends)];
  if (from === to) return null;
  const place = (value: number) => (value - from) / (to - from);
  return {
    value: place(one.value),
    low: one.low == null ? null : place(one.low),
    high: one.high == null ? null : place(one.high),
    still: from < neutral && neutral < to ? place(neutral) : null,
  };
}
