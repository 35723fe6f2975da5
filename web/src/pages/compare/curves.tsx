import type { Step } from "../../api/shapes";
import { smooth } from "../summary/curve";

// Two curves of emotion over one another.

const WIDTH = 1000;
const HEIGHT = 150;

/** Both curves of emotion over the aligned steps; the table below says the same. */
export function Curves({ steps }: { steps: { a: Step | null; b: Step | null }[] }) {
  const at = (value: number) => ((2 - value) / 4) * (HEIGHT - 20) + 10;
  const line = (of: "a" | "b") =>
    steps.flatMap((pair, i) => {
      const emotion = pair[of]?.emotion;
      return emotion?.value == null
        ? []
        : [
            {
              x: ((i + 0.5) / steps.length) * WIDTH,
              y: at(emotion.value),
              low: at(emotion.low ?? emotion.value),
              high: at(emotion.high ?? emotion.value),
              firm: emotion.low_base !== true && emotion.grade !== "assumption",
            },
          ];
    });
  return (
    <svg className="curves" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {[-2, -1, 0, 1, 2].map((value) => (
        <line
          key={value}
          x1={0}
          x2={WIDTH}
          y1={at(value)}
          y2={at(value)}
          className={value === 0 ? "curves-zero" : "curves-rule"}
        />
      ))}
      {(["a", "b"] as const).map((of) => {
        const points = line(of);
        const band = [
          ...points.map(({ x, high }) => `${x},${high}`),
          ...points.toReversed().map(({ x, low }) => `${x},${low}`),
        ].join(" ");
        return (
          <g key={of} className={`curves-${of}`}>
            <polygon points={band} className="curves-band" />
            <path d={smooth(points)} className="curves-line" />
            {points.map(({ x, y, firm }, i) => (
              <circle key={i} cx={x} cy={y} r={5} className={firm ? "firm" : "hollow"} />
            ))}
          </g>
        );
      })}
    </svg>
  );
}
