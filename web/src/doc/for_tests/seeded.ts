// Random numbers that are the same in every run, for tests.

export interface Random {
  /** From 0 to below 1. */
  next: () => number;
  /** A whole number from 0 to below `most`. */
  below: (most: number) => number;
  pick: <T>(list: readonly T[]) => T;
}

/** Mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (most: number) => Math.floor(next() * most);
  return { next, below, pick: (list) => list[below(list.length)] as (typeof list)[number] };
}
