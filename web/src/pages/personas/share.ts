// A share of journeys with its interval.

export interface Share {
  value: number;
  low: number;
  high: number;
}

/** z of a 95 % interval. */
const Z = 1.959964;

/** Wilson's score interval (1927): it stays within 0 … 1 and holds on small bases too. `null` of nothing. */
export function wilson(count: number, of: number): Share | null {
  if (of <= 0 || count < 0 || count > of) return null;
  const value = count / of;
  const z2 = Z * Z;
  const middle = (value + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Z / (1 + z2 / of)) * Math.sqrt((value * (1 - value)) / of + z2 / (4 * of * of));
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
