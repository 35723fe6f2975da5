// The copy of a map in this tab: the document, what of it the server has, and what it refused. Without what was refused and what rests
// on that, the document is made anew.
import { ROOT } from "./schema";
import type { MapDoc } from "./map_doc";
import { apart, covers, cut, type Span, union, type Version } from "./version";

/** What became of an update: it is here, it waits for changes that are not, or it cannot be read. */
export type Taken = "here" | "waits" | "damaged";

export interface Copy {
  doc: () => MapDoc;
  /** What the server has on its disk. */
  kept: () => Version;
  /** From which change on what a peer made was refused. */
  refused: () => Version;
  /** How many changes the server does not have yet. */
  waiting: () => number;
  /** Something was changed here, as one; or nothing was. */
  made: () => void;
  /** Numbers within a span that the server does not have at which something that was changed at once is known to end. */
  ends: (span: Span) => number[];
  /** The server has this, too. Answers whether it thereby has something that it once refused. */
  keep: (version: Version) => boolean;
  /** The server has this and nothing else. */
  keepOnly: (version: Version) => boolean;
  /** Takes in what another tab or the store has, without what was refused. */
  take: (update: Uint8Array) => Taken;
  /** Takes out what peers made from some change on. Answers what was lost, or `null` where nothing was. */
  refuse: (refused: Version) => Uint8Array | null;
  /** Whether there is a map in it. */
  hasMap: () => boolean;
}

const NOTHING: Version = new Map();

/** `swapped` is called with each document, the first one too. */
export function openCopy(
  first: MapDoc,
  stored: { kept: Version; refused: Version; updates?: readonly Uint8Array[] },
  swapped: (doc: MapDoc) => void,
): Copy {
  let doc = first;
  let kept = stored.kept;
  let refused = stored.refused;
  /** Changes made here, by their last number. */
  let steps: { peer: string; to: number }[] = [];

  const count = (version: Version, peer: string) => version.get(peer) ?? 0;

  /** Where updates ended that came whole: of what the server has nothing is sent, so nothing is cut. */
  const ends = new Map<string, Set<number>>();
  const note = (to: Version) => {
    for (const [peer, end] of to)
      if (end > count(kept, peer)) ends.set(peer, (ends.get(peer) ?? new Set()).add(end));
  };
  /** The server has all of this, and what ended there is of no use any more. */
  const have = (version: Version) => {
    kept = version;
    for (const [peer, known] of ends) {
      for (const end of known) if (end <= count(kept, peer)) known.delete(end);
      if (known.size === 0) ends.delete(peer);
    }
  };
  for (const update of stored.updates ?? []) note(doc.reach(update)?.to ?? NOTHING);

  const revive = (): boolean => {
    const left = [...refused].filter(([peer, from]) => count(kept, peer) <= from);
    const revived = left.length < refused.size;
    refused = new Map(left);
    return revived;
  };

  const clean = (source: MapDoc): Uint8Array =>
    source.updatesOf(apart(cut(source.version(), refused), NOTHING));

  const take = (update: Uint8Array): boolean => {
    const { from, to } = doc.reach(update) ?? { from: NOTHING, to: NOTHING };
    note(to);
    const sound = cut(to, refused);
    if (covers(sound, to)) return doc.take(update);
    const needed = new Map([...sound].filter(([peer, end]) => end > count(from, peer)));
    if (needed.size === 0) return true;
    const other = doc.fresh([doc.updates(), update]);
    const whole = covers(other.version(), needed);
    const taken = doc.take(clean(other));
    other.close();
    return whole && taken;
  };

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
      const to = count(doc.version(), doc.peer);
      const last = steps.at(-1);
      if (to === count(kept, doc.peer) || (last?.peer === doc.peer && last.to === to)) return;
      steps.push({ peer: doc.peer, to });
      note(new Map([[doc.peer, to]]));
    },
    ends: ({ peer, from, to }) =>
      [...(ends.get(peer) ?? [])].filter((end) => from < end && end < to).sort((a, b) => a - b),
    keep: (version) => {
      have(union(kept, version));
      return revive();
    },
    keepOnly: (version) => {
      have(version);
      return revive();
    },
    take: (update) => {
      try {
        return take(update) ? "here" : "waits";
      } catch {
        return "damaged";
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
      const without = apart(doc.version(), next.version());
      const lost = doc.updatesOf(without);
      // What rests on it is refused too, whoever made it: no store and no tab brings it back.
      for (const { peer, from } of without)
        if (count(kept, peer) <= from) all.set(peer, Math.min(from, all.get(peer) ?? from));
      steps = steps.filter(({ peer, to }) => to <= count(next.version(), peer));
      doc.close();
      doc = next;
      swapped(doc);
      return lost;
    },
    hasMap: () => doc.snapshot().records.has(ROOT),
  };
}
