import type { Point } from "../curve";
import type { Figures } from "../evidence/figures";
import type { Column } from "../layout";
import { feelingOf } from "./emotion_feeling";
import { emotionY } from "./emotion_scale";

// The lines of the lane of emotion, broken where nobody knows.

/** A point that stands for a figure, or for what people assume. */
interface Felt extends Point {
  measured: boolean;
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
  const felt = runsOf(columns, ({ step }, i): Felt | null => {
    if (step === null) return null;
    const { measured, estimate } = feelingOf(step, figures);
    const value = measured ?? estimate;
    return value === null ? null : { ...at(value, i), measured: measured !== null };
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
