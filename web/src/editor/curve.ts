// Smooth lines through points: monotone cubic interpolation (Fritsch and Carlson 1980), which never shoots over a high or a low.

export interface Point {
  x: number;
  y: number;
}

/** The path through points, as SVG writes it. */
export function curve(points: readonly Point[]): string {
  const [first, ...others] = points;
  if (first === undefined) return "";
  const slopes = slopesOf(points);
  let path = `M${at(first)}`;
  others.forEach((to, i) => {
    const from = points[i] ?? first;
    const third = (to.x - from.x) / 3;
    const a = { x: from.x + third, y: from.y + third * (slopes[i] ?? 0) };
    const b = { x: to.x - third, y: to.y - third * (slopes[i + 1] ?? 0) };
    path += `C${at(a)} ${at(b)} ${at(to)}`;
  });
  return path;
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
