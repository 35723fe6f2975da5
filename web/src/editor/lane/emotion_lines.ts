import type { Point } from "../curve";
import type { Figures } from "../evidence/figures";
import type { Column } from "../layout";
import { feelingOf } from "./emotion_feeling";
import { emotionY } from "./emotion_scale";

// The lines of the lane of emotion, as the map draws them: one curve through what is known, dotted over steps without a point.

/** A point that stands for a figure, or for what people assume. */
interface Felt extends Point {
  measured: boolean;
  /** The column that it stands in. */
  column: number;
}

/** How the line from a point to the next is drawn: as sure, as an estimate, or over steps that nobody rated. */
export function strokeOf(from: Felt, to: Felt): "curve" | "curve estimate" | "curve unrated" {
  if (from.column + 1 !== to.column) return "curve unrated";
  return from.measured && to.measured ? "curve" : "curve estimate";
}

/** Points of columns that stand side by side: the line is broken where nobody knows. */
type Runs<P> = readonly (readonly P[])[];

function runsOf<P>(
  columns: readonly Column[],
  pointOf: (column: Column, i: number) => P | null,
): Runs<P> {
  const runs: P[][] = [];
  let open: P[] | null = null;
  columns.forEach((column, i) => {
    const point = pointOf(column, i);
    if (point === null) open = null;
    else if (open === null) runs.push((open = [point]));
    else open.push(point);
  });
  return runs;
}

/** The lines of the lane: through what is felt, through what is assumed beside what is measured, and the edges of the intervals. */
export function linesOf(columns: readonly Column[], figures: Figures | null, width: number) {
  const at = (value: number, i: number): Point => ({ x: (i + 0.5) * width, y: emotionY(value) });
  const felt = columns.flatMap(({ step }, i): Felt[] => {
    if (step === null) return [];
    const { measured, estimate } = feelingOf(step, figures);
    const value = measured ?? estimate;
    return value === null ? [] : [{ ...at(value, i), measured: measured !== null, column: i }];
  });
  const guessed = runsOf(columns, ({ step }, i) => {
    if (step === null) return null;
    const { measured, estimate } = feelingOf(step, figures);
    return measured === null || estimate === null ? null : at(estimate, i);
  });
  const bands = runsOf(columns, ({ step }, i) => {
    const figure = step === null ? undefined : figures?.steps.get(step.id)?.emotion;
    if (step === null || feelingOf(step, figures).measured === null) return null;
    if (figure?.low == null || figure.high == null) return null;
    return { low: at(figure.low, i), high: at(figure.high, i) };
  });
  return { felt, guessed, bands };
}
