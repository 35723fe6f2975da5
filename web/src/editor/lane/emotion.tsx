import { area, curve, type Point } from "../curve";
import { useLayout, useMine } from "../desk";
import { feelingOf } from "./emotion_feeling";
import { EmotionPoint } from "./emotion_point";
import { emotionY, HEIGHT } from "./emotion_scale";
import type { Lane } from "./lane";

/** How it feels: measured with its interval, and as people estimate it. */
export const EMOTION: Lane = {
  id: "emotion",
  kind: null,
  tone: "",
  from: "sketch",
  Spread,
  Cell: EmotionPoint,
};

function Spread({ width }: { width: number }) {
  const { columns } = useLayout();
  const figures = useMine((ui) => ui.figures);
  const main: Point[] = [];
  const high: Point[] = [];
  const low: Point[] = [];
  const guessed: Point[] = [];
  columns.forEach(({ step }, i) => {
    if (step === null) return;
    const x = (i + 0.5) * width;
    const { measured, estimate } = feelingOf(step, figures);
    const value = measured ?? estimate;
    if (value !== null) main.push({ x, y: emotionY(value) });
    if (measured !== null && estimate !== null) guessed.push({ x, y: emotionY(estimate) });
    const figure = figures?.steps.get(step.id)?.emotion;
    if (measured !== null && figure?.low != null && figure.high != null) {
      high.push({ x, y: emotionY(figure.high) });
      low.push({ x, y: emotionY(figure.low) });
    }
  });
  const total = columns.length * width;
  return (
    <svg
      className="spread-picture emotion-picture"
      width={total}
      height={HEIGHT}
      aria-hidden="true"
    >
      {[2, 1, 0, -1, -2].map((value) => (
        <line
          key={value}
          x1={0}
          x2={total}
          y1={emotionY(value)}
          y2={emotionY(value)}
          className={value === 0 ? "zero" : "line"}
        />
      ))}
      <path d={area(high, low)} className="band" />
      {guessed.length > 1 && <path d={curve(guessed)} className="guessed" />}
      <path d={curve(main)} className={figures === null ? "curve estimate" : "curve"} />
    </svg>
  );
}
