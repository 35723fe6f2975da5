import { memo, useMemo } from "react";
import { area, curve, near, pieces, type Point } from "../curve";
import { useReader } from "../../i18n/provider";
import { nudgeFeeling } from "../acts/lane";
import { useMine, usePart } from "../desk";
import { linesOf, strokeOf } from "./emotion_lines";
import { EmotionPoint } from "./emotion_point";
import { emotionY, HEIGHT } from "./emotion_scale";
import type { Lane, Spread } from "./lane";

/** How it feels: measured with its interval, and as people estimate it. */
export const EMOTION: Lane = {
  id: "emotion",
  kind: null,
  tone: "",
  from: "sketch",
  Spread: memo(Picture),
  Scale,
  Cell: EmotionPoint,
  height: () => HEIGHT,
  open: (desk, step) => {
    desk.ui.set({ feeling: step });
  },
  key: (desk, step, sign) => {
    const by = SIGNS[sign];
    if (by === undefined) return false;
    nudgeFeeling(desk, step, by);
    return true;
  },
};

function Picture({ width, from, to }: Spread) {
  const columns = usePart((layout) => layout.columns);
  const figures = useMine((ui) => ui.figures);
  const { felt, guessed, bands } = useMemo(
    () => linesOf(columns, figures, width),
    [columns, figures, width],
  );
  const total = columns.length * width;
  const seen = <P extends Point>(points: readonly P[]) => near(points, from * width, to * width);
  const points = seen(felt);
  return (
    <svg
      className="spread-picture emotion-picture"
      width={total}
      height={HEIGHT}
      aria-hidden="true"
    >
      {SCALE.map((value) => (
        <line
          key={value}
          x1={0}
          x2={total}
          y1={emotionY(value)}
          y2={emotionY(value)}
          className={value === 0 ? "zero" : "line"}
        />
      ))}
      {bands.map((band, i) => (
        <path
          key={i}
          d={area(seen(band.map(({ high }) => high)), seen(band.map(({ low }) => low)))}
          className="band"
        />
      ))}
      {guessed.map((run, i) => (
        <path key={i} d={curve(seen(run))} className="guessed" />
      ))}
      {pieces(points).map((piece, i) => {
        const [one, next] = [points[i], points[i + 1]];
        if (one === undefined || next === undefined) return null;
        return <path key={piece} d={piece} className={strokeOf(one, next)} />;
      })}
    </svg>
  );
}

/** Lines of the scale. */
const SCALE = [2, 1, 0, -1, -2];

/** What they stand for, beside the name of the lane, which stays while the columns scroll. */
function Scale() {
  const { format } = useReader();
  return (
    <div className="emotion-scale" aria-hidden="true">
      {SCALE.map((value) => (
        <i key={value} style={{ top: emotionY(value) }}>
          {format.signed(value, 0)}
        </i>
      ))}
    </div>
  );
}

const SIGNS: Readonly<Record<string, number>> = { "+": 0.1, "=": 0.1, "-": -0.1, "−": -0.1 };
