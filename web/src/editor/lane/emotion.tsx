import { memo, useMemo } from "react";
import { area, curve, near, pieces, type Point } from "../curve";
import { nudgeFeeling } from "../acts/lane";
import { useMine, usePart } from "../desk";
import { linesOf } from "./emotion_lines";
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
      {felt.map((run) => {
        const points = seen(run);
        return pieces(points).map((piece, i) => {
          const sure = points[i]?.measured === true && points[i + 1]?.measured === true;
          return <path key={piece} d={piece} className={sure ? "curve" : "curve estimate"} />;
        });
      })}
    </svg>
  );
}

const SIGNS: Readonly<Record<string, number>> = { "+": 0.1, "=": 0.1, "-": -0.1, "−": -0.1 };
