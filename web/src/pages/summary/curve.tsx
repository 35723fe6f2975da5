import type { Step } from "../../api/shapes";

// The emotional curve in small: what it is, is said in words beside it.

interface Point {
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

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** How the emotion goes from step to step, with the band of its intervals; small bases are hollow. */
export function EmotionCurve({ steps, height = 84 }: { steps: readonly Felt[]; height?: number }) {
  const width = 520;
  const points = pointsOf(steps, width, height);
  const band = [
    ...points.map(({ x, high }) => `${round(x)},${round(high)}`),
    ...points.toReversed().map(({ x, low }) => `${round(x)},${round(low)}`),
  ].join(" ");
  return (
    <svg className="feel-curve" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line x1={0} x2={width} y1={height / 2} y2={height / 2} className="curve-zero" />
      <polygon points={band} className="curve-band" />
      <path d={smooth(points)} className="curve-line" />
      {points.map(({ x, y, firm }, i) => (
        <circle key={i} cx={x} cy={y} r={3.4} className={firm ? "curve-dot" : "curve-dot hollow"} />
      ))}
    </svg>
  );
}
