// How long to wait before asking a server again that did not answer.

const FIRST_MS = 500;
const MOST_MS = 30_000;

/** Twice as long after each failure, and each page at another moment: `random` is from 0 to below 1. */
export function waitAfter(failures: number, random: number): number {
  const most = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
  return Math.round(most * (0.5 + random / 2));
}
