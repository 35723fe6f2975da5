// Places among siblings, as docs/live-document.md describes them. crates/doc/src/rank.rs holds the same functions;
// spec/document/ranks.json holds the cases that both run.
//
// A rank is 1 to 200 digits of 0–9 A–Z a–z (worth 0 to 61, in the order of their bytes) and does not end in `0`.
//
// between(a, b, id) = head(a, b) + tail(id), where an `a` or `b` that is no rank counts as null, and so does b where a ≥ b.
//
// tail(id): of the characters of the id that are in 1–9 A–Z a–z the last three, or as many as there are; `V` if there are none.
// Whatever tail follows, the head has to lie above a and below b; so it is below b and no prefix of b.
//
// head(a, b):
//   1. a and b null: `V`.
//   2. b null: up(a).
//   3. a null: down(b).
//   4. p = the longest common prefix of a and b; x, y = what follows it in a and b.
//      x empty: p + down(y).
//      Otherwise let m, n be the worth of the first digits of x and y (m < n):
//      n − m > 1: p + the digit worth ⌊(m + n) / 2⌋.
//      n − m = 1: p + the first digit of x + up(the rest of x).
//
// up(x): `V` if x is empty. Otherwise k = how many `z` x begins with, w = 2k + 1: the first w digits of x, filled up with `0` on the
//   right where x is shorter, read as a number, plus 1, written with w digits.
// down(y): k = how many `0` y begins with, w = 2k + 1: the first w digits of y, filled up with `0` as above, minus 1, with w digits.
//
// So a thousand records that are appended, or put in front, have ranks of at most 6 digits: the wider the run of `z` or `0`, the more
// digits behind it are counted through.
//
// spread(n): w = the fewest digits with 62^w ≥ n + 1; the i-th of n (from 1) is ⌊i · 62^w / (n + 1)⌋ written with w digits, without
//   the `0` at its end.

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE = DIGITS.length;
const MIDDLE = "V";
/** The longest rank that is taken. */
const MOST_DIGITS = 200;

export interface Ranked {
  readonly id: string;
  readonly rank: string;
}

export function isRank(rank: string): boolean {
  return rank.length <= MOST_DIGITS && /^[0-9A-Za-z]*[1-9A-Za-z]$/.test(rank);
}

/** Compares as the bytes of UTF-8 do, which is by code points. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x === y) continue;
    // Halves of the characters beyond U+FFFF count as more than all others.
    const beyond = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? 1 : 0);
    return beyond(x) - beyond(y) || x - y;
  }
  return a.length - b.length;
}

export function compareRanked(a: Ranked, b: Ranked): number {
  return compareText(a.rank, b.rank) || compareText(a.id, b.id);
}

/** A rank above `a` and below `b`, where `null` is the end of the list. */
export function between(a: string | null, b: string | null, id: string): string {
  const low = a !== null && isRank(a) ? a : null;
  const high = b !== null && isRank(b) && (low === null || low < b) ? b : null;
  return head(low, high) + tail(id);
}

function tail(id: string): string {
  return id.replace(/[^1-9A-Za-z]/g, "").slice(-3) || MIDDLE;
}

function head(a: string | null, b: string | null): string {
  if (b === null) return up(a ?? "");
  if (a === null) return down(b);
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const shared = a.slice(0, same);
  if (same === a.length) return shared + down(b.slice(same));
  const low = worth(a, same);
  const high = worth(b, same);
  if (high - low > 1) return shared + digit(Math.floor((low + high) / 2));
  return shared + digit(low) + up(a.slice(same + 1));
}

function up(from: string): string {
  if (from === "") return MIDDLE;
  return count(from, "z", 1);
}

function down(from: string): string {
  return count(from, "0", -1);
}

function count(from: string, run: string, by: 1 | -1): string {
  let length = 0;
  while (from[length] === run) length += 1;
  const width = 2 * length + 1;
  const digits = Array.from({ length: width }, (_, at) => worth(from, at));
  for (let at = width - 1; at >= 0; at--) {
    const value = (digits[at] ?? 0) + by;
    digits[at] = (value + BASE) % BASE;
    if (value >= 0 && value < BASE) break;
  }
  return digits.map(digit).join("");
}

function worth(rank: string, at: number): number {
  return Math.max(0, DIGITS.indexOf(rank[at] ?? "0"));
}

function digit(value: number): string {
  return DIGITS.charAt(value);
}

/** So many ranks in order, evenly spread. */
export function spread(n: number): string[] {
  let width = 1;
  let size = BASE;
  while (size < n + 1) {
    width += 1;
    size *= BASE;
  }
  return Array.from({ length: n }, (_, at) => {
    let rest = Math.floor(((at + 1) * size) / (n + 1));
    let rank = "";
    for (let place = 0; place < width; place++) {
      rank = digit(rest % BASE) + rank;
      rest = Math.floor(rest / BASE);
    }
    return rank.replace(/0+$/, "");
  });
}

/**
 * Puts a record at a place among its siblings: the ranks to be given, its own among them. `siblings` are in order; the record itself
 * is left out if it is there, and `index` counts the others. Where neighbours have the same rank, those after the place get new ones
 * too; where one has no proper rank or there is no room left, all get new ones.
 */
export function place(siblings: readonly Ranked[], index: number, id: string): Ranked[] {
  const others = siblings.filter((sibling) => sibling.id !== id);
  const at = Math.max(0, Math.min(index, others.length));
  if (others.some((sibling) => !isRank(sibling.rank))) return anew(others, at, id);
  const low = others[at - 1]?.rank ?? null;
  let end = at;
  while (low !== null && end < others.length && (others[end]?.rank ?? "") <= low) end += 1;
  const high = others[end]?.rank ?? null;
  const moves: Ranked[] = [];
  let last = low;
  for (const each of [id, ...others.slice(at, end).map((sibling) => sibling.id)]) {
    last = between(last, high, each);
    moves.push({ id: each, rank: last });
  }
  return moves.every((move) => isRank(move.rank)) ? moves : anew(others, at, id);
}

function anew(others: readonly Ranked[], at: number, id: string): Ranked[] {
  const ids = others.map((sibling) => sibling.id);
  ids.splice(at, 0, id);
  const ranks = spread(ids.length);
  return ids.map((each, i) => ({ id: each, rank: ranks[i] ?? MIDDLE }));
}
