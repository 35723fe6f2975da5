// Version vectors: how many changes of each peer somebody has.

export type Version = ReadonlyMap<string, number>;

/** Changes of one peer, from the one numbered `from` to before `to`. */
export interface Span {
  readonly peer: string;
  readonly from: number;
  readonly to: number;
}

/** What is in `a` and not in `b`. */
export function apart(a: Version, b: Version): Span[] {
  const spans: Span[] = [];
  for (const [peer, to] of a) {
    const from = b.get(peer) ?? 0;
    if (from < to) spans.push({ peer, from, to });
  }
  return spans;
}

/** Whether everything in `b` is in `a`. */
export function covers(a: Version, b: Version): boolean {
  return apart(b, a).length === 0;
}

/** What is in one of them or both. */
export function union(a: Version, b: Version): Version {
  const both = new Map(a);
  for (const [peer, count] of b) both.set(peer, Math.max(count, both.get(peer) ?? 0));
  return both;
}

/** Changes in a row, as the document keeps them. */
interface Run {
  readonly counter: number;
  readonly length: number;
  /** Lamport time of the first: above that of everything that it rests on. */
  readonly lamport: number;
}

/** Spans in the order in which their changes can be taken one after the other, as few as can be. */
export function inOrder(
  spans: readonly Span[],
  runAt: (peer: string, counter: number) => Run,
): Span[] {
  const pieces: (Span & { lamport: number })[] = [];
  for (const { peer, from, to } of spans)
    for (let at = from; at < to;) {
      const { counter, length, lamport } = runAt(peer, at);
      const end = Math.min(to, Math.max(counter + length, at + 1));
      pieces.push({ peer, from: at, to: end, lamport: lamport + at - counter });
      at = end;
    }
  pieces.sort((a, b) => a.lamport - b.lamport);
  const parts: Span[] = [];
  for (const { peer, from, to } of pieces) {
    const last = parts.at(-1);
    if (last?.peer === peer && last.to === from) parts[parts.length - 1] = { ...last, to };
    else parts.push({ peer, from, to });
  }
  return parts;
}

/** A version without what peers made from some change on. */
export function cut(version: Version, refused: Version): Version {
  const left = new Map(version);
  for (const [peer, from] of refused) {
    const count = left.get(peer);
    if (count !== undefined && count > from) {
      if (from === 0) left.delete(peer);
      else left.set(peer, from);
    }
  }
  return left;
}
