// The copy of a map in this tab: the document, what of it the server has, and what it refused. Without what was refused and what rests
// on that, the document is made anew.
import { ROOT } from "./schema";
import type { MapDoc } from "./map_doc";
import { apart, cut, type Span, union, type Version } from "./version";

export interface Copy {
  doc: () => MapDoc;
  /** What the server has on its disk. */
  kept: () => Version;
  /** From which change on what a peer made was refused. */
  refused: () => Version;
  /** How many changes the server does not have yet. */
  waiting: () => number;
  /** A change was made here. */
  made: () => void;
  /** The server has this, too. Answers whether it thereby has something that it once refused. */
  keep: (version: Version) => boolean;
  /** The server has this and nothing else. */
  keepOnly: (version: Version) => boolean;
  /** Takes in what another tab or the store has, without what was refused; false where something is missing that it rests on. */
  take: (update: Uint8Array) => boolean;
  /** Takes out what peers made from some change on. Answers what was lost, or `null` where nothing was. */
  refuse: (refused: Version) => Uint8Array | null;
  /** Whether there is a map in it. */
  hasMap: () => boolean;
}

const NOTHING: Version = new Map();

/** `swapped` is called with each document, the first one too. */
export function openCopy(
  first: MapDoc,
  stored: { kept: Version; refused: Version },
  swapped: (doc: MapDoc) => void,
): Copy {
  let doc = first;
  let kept = stored.kept;
  let refused = stored.refused;
  /** Changes made here, by their last number. */
  let steps: { peer: string; to: number }[] = [];

  const count = (version: Version, peer: string) => version.get(peer) ?? 0;

  const revive = (): boolean => {
    const left = [...refused].filter(([peer, from]) => count(kept, peer) <= from);
    const revived = left.length < refused.size;
    refused = new Map(left);
    return revived;
  };

  const isClean = (update: Uint8Array): boolean => {
    const to = doc.reach(update)?.to ?? NOTHING;
    return [...refused].every(([peer, from]) => count(to, peer) <= from);
  };

  const clean = (source: MapDoc): Uint8Array =>
    source.updatesOf(apart(cut(source.version(), refused), NOTHING));

  swapped(doc);
  return {
    doc: () => doc,
    kept: () => kept,
    refused: () => refused,
    waiting: () => {
      steps = steps.filter(({ peer, to }) => to > count(kept, peer));
      const known = new Set(steps.map(({ peer }) => peer));
      const others = apart(doc.version(), kept).filter(({ peer }: Span) => !known.has(peer));
      return steps.length + others.length;
    },
    made: () => {
      steps.push({ peer: doc.peer, to: count(doc.version(), doc.peer) });
    },
    keep: (version) => {
      kept = union(kept, version);
      return revive();
    },
    keepOnly: (version) => {
      kept = version;
      return revive();
    },
    take: (update) => {
      try {
        if (isClean(update)) return doc.take(update);
        const other = doc.fresh([update]);
        const whole = doc.take(clean(other));
        other.close();
        return whole;
      } catch {
        return true;
      }
    },
    refuse: (more) => {
      const all = new Map(refused);
      for (const [peer, from] of more)
        if (count(kept, peer) <= from) all.set(peer, Math.min(from, all.get(peer) ?? from));
      refused = all;
      if (apart(doc.version(), cut(doc.version(), refused)).length === 0) return null;
      // The first copy still holds what rests on what is missing, waiting for it; the second does not.
      const between = doc.fresh([clean(doc)]);
      const next = doc.fresh([between.updates()]);
      between.close();
      const lost = doc.updatesOf(apart(doc.version(), next.version()));
      steps = steps.filter(({ peer, to }) => to <= count(next.version(), peer));
      doc.close();
      doc = next;
      swapped(doc);
      return lost;
    },
    hasMap: () => doc.snapshot().records.has(ROOT),
  };
}
