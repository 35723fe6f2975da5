// Smooth lines through points: monotone cubic interpolation (Fritsch and Carlson 1980), which never shoots over a high or a low.

export interface Point {
  x: number;
  y: number;
}

/** The points from `low` to `high` with two more on either side: the curve between the two is the same as through all. */
export function near<P extends Point>(
  points: readonly P[],
  low: number,
  high: number,
): readonly P[] {
  const first = points.findIndex(({ x }) => x >= low);
  const last = points.findLastIndex(({ x }) => x <= high);
  if (first < 0) return points.slice(-3);
  return points.slice(Math.max(0, first - 2), last + 3);
}

/** The path through points, as SVG writes it. */
export function curve(points: readonly Point[]): string {
  const [first] = points;
  if (first === undefined) return "";
  return `M${at(first)}${bendsOf(points).join("")}`;
}

/** The same path in parts, one from each point to the next, so that they can be drawn apart. */
export function pieces(points: readonly Point[]): string[] {
  return bendsOf(points).map((bend, i) => `M${at(points[i] ?? { x: 0, y: 0 })}${bend}`);
}

function bendsOf(points: readonly Point[]): string[] {
  const slopes = slopesOf(points);
  return points.slice(1).map((to, i) => {
    const from = points[i] ?? to;
    const third = (to.x - from.x) / 3;
    const a = { x: from.x + third, y: from.y + third * (slopes[i] ?? 0) };
    const b = { x: to.x - third, y: to.y - third * (slopes[i + 1] ?? 0) };
    return `C${at(a)} ${at(b)} ${at(to)}`;
  });
}

/** The area between two lines, `low` read backwards. */
export function area(high: readonly Point[], low: readonly Point[]): string {
  if (high.length < 2) return "";
  return `${curve(high)}L${curve([...low].reverse()).slice(1)}Z`;
}

function at({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function slopesOf(points: readonly Point[]): number[] {
  const steps = points.slice(1).map((to, i) => {
    const from = points[i] ?? to;
    return to.x === from.x ? 0 : (to.y - from.y) / (to.x - from.x);
  });
  return points.map((_, i) => {
    const before = steps[i - 1];
    const after = steps[i];
    if (before === undefined || after === undefined) return before ?? after ?? 0;
    if (before * after <= 0) return 0;
    // The harmonic mean keeps the curve between its points.
    return (2 * before * after) / (before + after);
  });
}
