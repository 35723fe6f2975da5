// Where a feeling stands in its lane.

export const HEIGHT = 176;
const MIDDLE = 86;
const UNIT = 31;

export function emotionY(value: number): number {
  return MIDDLE - value * UNIT;
}

export function emotionAt(y: number): number {
  return Math.min(2, Math.max(-2, Math.round(((MIDDLE - y) / UNIT) * 10) / 10));
}
