import type { Step } from "../../api/shapes";

// The emotional curve in small: what it is, is said in words beside it. As on the map: solid between what was measured, broken where an
// end is assumed or rests on few, dotted over steps of which nothing is known.

interface Point {
  /** Of its step. */
  column: number;
  x: number;
  y: number;
  low: number;
  high: number;
  firm: boolean;
}

type Felt = Pick<Step, "emotion">;

/** Where each known emotion stands in a box; −2 … +2 from bottom to top. */
export function pointsOf(steps: readonly Felt[], width: number, height: number): Point[] {
  const at = (value: number) => ((2 - value) / 4) * (height - 12) + 6;
  return steps.flatMap(({ emotion }, i) =>
    emotion.value === null
      ? []
      : [
          {
            column: i,
            x: ((i + 0.5) / steps.length) * width,
            y: at(emotion.value),
            low: at(emotion.low ?? emotion.value),
            high: at(emotion.high ?? emotion.value),
            firm: emotion.low_base !== true && emotion.grade !== "assumption",
          },
        ],
  );
}

/** A curve through points that never overshoots them: flat where the direction turns. */
export function smooth(points: readonly { x: number; y: number }[]): string {
  return points
    .map((point, i) => {
      const before = points[i - 1];
      if (before === undefined) return `M${round(point.x)} ${round(point.y)}`;
      const third = (point.x - before.x) / 2.4;
      return `C${round(before.x + third)} ${round(before.y)} ${round(point.x - third)} ${round(point.y)} ${round(point.x)} ${round(point.y)}`;
    })
    .join("");
}

/** The pieces of the curve between neighbouring points, and how each is drawn. */
export function piecesOf(points: readonly Point[]): { d: string; look: string }[] {
  return points.flatMap((to, i) => {
    const from = points[i - 1];
    if (from === undefined) return [];
    const look =
      to.column > from.column + 1 ? "unknown" : from.firm && to.firm ? "measured" : "assumed";
    return [{ d: smooth([from, to]), look }];
  });
}

/** The bands of points that stand side by side and have intervals. */
function bandsOf(points: readonly Point[]): Point[][] {
  const runs: Point[][] = [];
  for (const point of points) {
    if (point.low === point.high) continue;
    const last = runs.at(-1);
    if (last?.at(-1)?.column === point.column - 1) last.push(point);
    else runs.push([point]);
  }
  return runs;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** How the emotion goes from step to step, with the band of its intervals; small bases are hollow. */
export function EmotionCurve({ steps, height = 84 }: { steps: readonly Felt[]; height?: number }) {
  const width = 520;
  const points = pointsOf(steps, width, height);
  return (
    <svg className="feel-curve" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line x1={0} x2={width} y1={height / 2} y2={height / 2} className="curve-zero" />
      {bandsOf(points).map((run, i) => (
        <polygon
          key={i}
          className="curve-band"
          points={[
            ...run.map(({ x, high }) => `${round(x)},${round(high)}`),
            ...run.toReversed().map(({ x, low }) => `${round(x)},${round(low)}`),
          ].join(" ")}
        />
      ))}
      {piecesOf(points).map(({ d, look }) => (
        <path key={d} d={d} className={`curve-line ${look}`} />
      ))}
      {points.map(({ x, y, firm }, i) => (
        <circle key={i} cx={x} cy={y} r={3.4} className={firm ? "curve-dot" : "curve-dot hollow"} />
      ))}
    </svg>
  );
}
