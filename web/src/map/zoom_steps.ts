// The sizes that a map is shown in, one step after the other.

const STEPS = [0.4, 0.5, 0.65, 0.8, 1, 1.25, 1.5, 2];
const SAME = 0.001;

/** The next smaller size; the same where there is none. */
export function smaller(zoom: number): number {
  return STEPS.findLast((step) => step < zoom - SAME) ?? zoom;
}

/** The next larger size; the same where there is none. */
export function larger(zoom: number): number {
  return STEPS.find((step) => step > zoom + SAME) ?? zoom;
}

/** The size in which `length` fits into `room`: never larger than it is, never too small to be read. */
export function fitting(room: number, length: number): number {
  if (room <= 0 || length <= 0) return 1;
  return Math.min(1, Math.max(0.25, Math.floor((room / length) * 100) / 100));
}
