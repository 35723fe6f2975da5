// What the server did not take, as a person reads it: from the updates that lie aside in the browser's store.
import type { StoredAside } from "./aside_notes";
import { type Change, changesBetween } from "./changes";
import type { MapDoc } from "./map_doc";
import { apart, covers, cut, type Version } from "./version";

/** Something that the server did not take. */
export interface Aside {
  /** Names it in this browser, and those that it holds as well. */
  readonly ids: readonly string[];
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** Why, as the server said. */
  readonly code: string;
  readonly detail: string;
  readonly help: string;
  /** What was changed; `null` where it cannot be read here. */
  readonly changes: readonly Change[] | null;
  /** As it was to be sent. */
  readonly update: Uint8Array;
}

const NOTHING: Version = new Map();

/** The newest first. What two tabs laid aside both is there once. */
export function readAsides(rows: readonly StoredAside[], present: MapDoc): Aside[] {
  const found: { row: StoredAside; ids: string[]; reach: ReturnType<MapDoc["reach"]> }[] = [];
  const largest = rows
    .map((row) => ({ row, ids: [row.id], reach: present.reach(row.update) }))
    .sort(
      (a, b) =>
        sizeOf(b) - sizeOf(a) ||
        Number(b.row.base !== undefined) - Number(a.row.base !== undefined),
    );
  for (const each of largest) {
    const holder = found.find(
      (one) => holds(one.reach, each.reach) && showsAll(one.row.base, each.row.base),
    );
    if (holder === undefined) found.push(each);
    else holder.ids.push(each.row.id);
  }
  const all =
    found.length === 0
      ? null
      : present.fresh([present.updates(), ...found.map(({ row }) => row.update)]);
  const asides = found.map(({ row, ids }): Aside => {
    const { at, code, detail, help, update } = row;
    return { ids, at, code, detail, help, update, changes: all && changesOf(row, all) };
  });
  all?.close();
  return asides.sort((a, b) => b.at - a.at);
}

type Reach = ReturnType<MapDoc["reach"]>;

function sizeOf({ reach }: { reach: Reach }): number {
  if (reach === null) return 0;
  return apart(reach.to, reach.from).reduce((sum, { from, to }) => sum + to - from, 0);
}

function holds(whole: Reach, part: Reach): boolean {
  if (whole === null || part === null || part.to.size === 0) return false;
  return [...part.to].every(
    ([peer, to]) =>
      (whole.to.get(peer) ?? -1) >= to && (whole.from.get(peer) ?? 0) <= (part.from.get(peer) ?? 0),
  );
}

/** Whether the one, which is shown from its base on, shows what the other would. */
function showsAll(base: StoredAside["base"], part: StoredAside["base"]): boolean {
  return base === undefined || part === undefined || covers(new Map(part), new Map(base));
}

/** What differs between the state on which an update was made and the one that it made; others' changes are in both. */
function changesOf({ update, base }: StoredAside, all: MapDoc): readonly Change[] | null {
  const reach = all.reach(update);
  const after = reach && all.closure(reach.to);
  if (reach === null || after === null) return null;
  const starts = new Map([...reach.to.keys()].map((peer) => [peer, reach.from.get(peer) ?? 0]));
  const before = base === undefined ? cut(after, starts) : least(after, new Map(base));
  return changesAt(all, before, after);
}

/** What differs between two versions of a document. */
export function changesAt(doc: MapDoc, before: Version, after: Version): readonly Change[] {
  const [then, now] = [before, after].map((version) =>
    doc.fresh([doc.updatesOf(apart(version, NOTHING))]),
  ) as [MapDoc, MapDoc];
  const changes = changesBetween(then.snapshot(), now.snapshot());
  then.close();
  now.close();
  return changes;
}

/** What is in both. */
export function least(a: Version, b: Version): Version {
  return new Map(
    [...a].flatMap(([peer, count]): [string, number][] => {
      const both = Math.min(count, b.get(peer) ?? 0);
      return both > 0 ? [[peer, both]] : [];
    }),
  );
}

/** How many changes lie aside: what cannot be read counts as one. */
export function countOf(asides: readonly Aside[]): number {
  return asides.reduce((sum, { changes }) => sum + Math.max(1, changes?.length ?? 1), 0);
}
