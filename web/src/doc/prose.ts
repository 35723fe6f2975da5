// What differs between two states of a text.

export interface Difference {
  /** Where it begins, and how much is taken out there, in UTF-16 units. */
  readonly at: number;
  readonly out: number;
  readonly into: string;
}

/** The one stretch that differs; pairs of surrogates stay whole. */
export function difference(before: string, after: string): Difference {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  if (isHigh(before, start - 1)) start -= 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  if (isLow(before, before.length - end)) end -= 1;
  return {
    at: start,
    out: before.length - start - end,
    into: after.slice(start, after.length - end),
  };
}

function isHigh(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800;
}

function isLow(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}
