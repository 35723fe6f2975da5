import type { Rec } from "../../doc/edit";
import type { Figures } from "../evidence/figures";
import { numberOf } from "../kinds";

/** What a step feels like: measured where it is, else estimated. */
export function feelingOf(
  step: Rec,
  figures: Figures | null,
): { measured: number | null; estimate: number | null } {
  const figure = figures?.steps.get(step.id)?.emotion;
  const measured = figure?.value != null && figure.from !== "estimate" ? figure.value : null;
  return { measured, estimate: numberOf(step, "value") };
}
