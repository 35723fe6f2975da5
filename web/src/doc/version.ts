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
  /** What the first of them rests on. */
  readonly deps: readonly { readonly peer: string; readonly counter: number }[];
}

interface Piece extends Span {
  readonly lamport: number;
  readonly deps: Run["deps"];
}

/**
 * Spans in the order in which their changes can be taken one after the other, as few as can be. One peer's go on as long as they rest on
 * nothing that is still to come: what was changed at once is kept in several runs where it is much, and is not torn apart.
 */
export function inOrder(
  spans: readonly Span[],
  runAt: (peer: string, counter: number) => Run,
): Span[] {
  const queues = spans.map((span) => ({ next: 0, pieces: piecesOf(span, runAt) }));
  const heads = () =>
    queues.flatMap((queue) => {
      const piece = queue.pieces[queue.next];
      return piece === undefined ? [] : [{ queue, piece }];
    });
  const waits = ({ peer, deps }: Piece) =>
    deps.some((dep) =>
      heads().some(
        ({ piece }) => dep.peer !== peer && dep.peer === piece.peer && dep.counter >= piece.from,
      ),
    );
  const parts: Span[] = [];
  for (;;) {
    // What is lowest rests on nothing that is still to come.
    const first = heads().sort((a, b) => a.piece.lamport - b.piece.lamport)[0];
    if (first === undefined) return parts;
    const { peer, from } = first.piece;
    let to = from;
    for (let piece: Piece | undefined = first.piece; piece !== undefined;) {
      to = piece.to;
      first.queue.next += 1;
      piece = first.queue.pieces[first.queue.next];
      if (piece !== undefined && waits(piece)) break;
    }
    parts.push({ peer, from, to });
  }
}

function piecesOf(
  { peer, from, to }: Span,
  runAt: (peer: string, counter: number) => Run,
): Piece[] {
  const pieces: Piece[] = [];
  for (let at = from; at < to;) {
    const { counter, length, lamport, deps } = runAt(peer, at);
    const end = Math.min(to, Math.max(counter + length, at + 1));
    // In the midst of a run one rests on the one before it.
    const own = at === counter ? deps : [];
    pieces.push({ peer, from: at, to: end, lamport: lamport + at - counter, deps: own });
    at = end;
  }
  return pieces;
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

/** Whether it is a version as pairs, as another tab or the browser's store says it. */
export function isPairs(value: unknown): value is [string, number][] {
  return (
    Array.isArray(value) &&
    value.every(
      (pair: unknown) =>
        Array.isArray(pair) && typeof pair[0] === "string" && typeof pair[1] === "number",
    )
  );
}
