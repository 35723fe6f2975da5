// The document as a CRDT: with loro_code.ts, which loads it when the first document is opened at the latest, the only file that knows Loro.
import type { LoroDoc, LoroMap, LoroText, PeerID, UndoManager } from "loro-crdt/web";
import { type Deed, MOST_STEPS, openDeeds } from "./deeds";
import type { Edit } from "./edit";
import { RECORDS } from "./keys";
import type { Snapshot } from "./live_map";
import { loro, type Loro } from "./loro_code";
import { planOf, type Writes } from "./plan";
import { openRecords, type Records } from "./records";
import { difference } from "./prose";
import { isTalk } from "./schema";
import { seamsOf } from "./seams";
import { apart, inOrder, type Span, type Version } from "./version";

export interface MapDoc {
  /** Number of this copy among all, in decimal digits. */
  readonly peer: string;
  snapshot: () => Snapshot;
  /** Writes what a map begins with; it cannot be undone. */
  begin: (writes: Writes) => void;
  /**
   * Applies edits as one change; throws `Refusal` and changes nothing when one of them cannot be. `why` goes with the change, to the
   * server and into the history. Changes of one `group` that follow each other without a pause are undone as one.
   */
  apply: (edits: readonly Edit[], why: string, group?: string) => void;
  undo: () => boolean;
  redo: () => boolean;
  canUndo: () => boolean;
  canRedo: () => boolean;
  /** What the next undo takes back. */
  undoable: () => Deed | null;
  /** What the next redo makes again. */
  redoable: () => Deed | null;
  version: () => Version;
  /** The version as bytes, for the wire. */
  encodedVersion: () => Uint8Array;
  /** Reads such bytes; `null` if they are none. */
  readVersion: (bytes: Uint8Array) => Version | null;
  /** What an update holds: from which change of each peer up to which; `null` if it is damaged. */
  reach: (update: Uint8Array) => { from: Version; to: Version } | null;
  /** What is missing at a version; everything if there is none. */
  updates: (since?: Version) => Uint8Array;
  /** Some changes only. */
  updatesOf: (spans: readonly Span[]) => Uint8Array;
  /** What is missing at a version, in parts of one peer each that can be taken one after the other. */
  parts: (since: Version) => Span[];
  /** Where a span may be cut in two so that each half is something a server takes: not within the adding or moving of a record. */
  seams: (span: Span) => number[];
  /** Why a change was made, as a code or in a person's words; empty where nobody said. */
  whyOf: (peer: string, counter: number) => string;
  /** What these changes are and rest on, all the way down; `null` where some of it is not here. */
  closure: (version: Version) => Version | null;
  /** Everything with its present state, for quick opening. */
  whole: () => Uint8Array;
  /** Takes in updates; throws on what is none. What rests on changes that are not here waits for them: then the answer is false. */
  take: (update: Uint8Array) => boolean;
  /** Another copy, with a number of its own. */
  fresh: (updates: readonly Uint8Array[]) => MapDoc;
  /** Called after the records changed. */
  onChange: (changed: () => void) => () => void;
  /** Called with each change made here. */
  onLocal: (made: (update: Uint8Array) => void) => () => void;
  close: () => void;
}

/** Origin of what is written of new records before they come out of the bin; it is not undone. */
const BORN = "born";
/** Origin of what puts back what an undo would have taken from others. */
const THEIRS = "theirs";
/** Origin of what people say to each other; it is taken away where it stands, not by undo. */
const TALK = "talk";
/** Characters of what is said of why a change was made. */
const MOST_WHY = 200;

/** `records` are gone on with, where some were shown already. */
export async function openMapDoc(
  updates: readonly Uint8Array[] = [],
  records?: Records,
): Promise<MapDoc> {
  return mapDocOf(await loro(), updates, records);
}

function mapDocOf(
  loro: Loro,
  updates: readonly Uint8Array[],
  records: Records = openRecords(),
): MapDoc {
  const doc: LoroDoc = new loro.LoroDoc();
  const map: LoroMap = doc.getMap(RECORDS);
  const listeners = new Set<() => void>();
  /** Keys that others wrote last. */
  const theirs = new Set<string>();
  /** What stood under the keys that an undo is changing, and was not one's own. */
  let undone: Map<string, unknown> | null = null;

  /** While several commits make one change, nobody is told of the first alone. */
  let busy = false;
  let heard = false;
  const tell = (): void => {
    if (!heard) return;
    heard = false;
    for (const changed of listeners) changed();
  };
  const asOne = <T>(work: () => T): T => {
    busy = true;
    try {
      return work();
    } finally {
      busy = false;
      tell();
    }
  };

  const listen = () =>
    doc.subscribe(({ by, events }) => {
      for (const { target, diff } of events) {
        const name = rootOf(target);
        if (name === null) continue;
        if (diff.type === "text") records.seeText(name, proseOf(doc, name).toString());
        if (diff.type !== "map" || name !== RECORDS) continue;
        for (const [key, value] of Object.entries(diff.updated)) {
          if (by !== "local") theirs.add(key);
          else if (undone === null) theirs.delete(key);
          else if (theirs.has(key)) undone.set(key, records.said(key));
          records.see(key, plainOf(value));
        }
      }
      heard = true;
      if (!busy) tell();
    });
  /** Once a document is listened to, it says of all it takes in what changed, which costs more than to read it whole. */
  let listening = false;
  const heed = (): void => {
    if (!listening) listen();
    listening = true;
  };

  /** Fills a document that holds nothing yet: what it then is gets read at once, instead of being told change by change. */
  const fill = <T>(taken: () => T): T => {
    if (doc.version().length() > 0) {
      heed();
      return taken();
    }
    try {
      return taken();
    } finally {
      // All of it at once: what crosses from the wasm one by one costs more than what it says.
      records.renew();
      const said = doc.toJSON() as Record<string, unknown>;
      for (const [name, value] of Object.entries(said))
        if (typeof value === "string") records.seeText(name, value);
      for (const [key, value] of Object.entries(said[RECORDS] ?? {})) {
        theirs.add(key);
        records.see(key, plainOf(value));
      }
      if (doc.version().length() > 0) heed();
      heard = true;
      tell();
    }
  };
  fill(() => {
    takeAll(doc, updates);
  });

  let undoing: UndoManager | undefined;
  /** It follows all that happens, and is not needed before the first change. */
  const steps = (): UndoManager =>
    (undoing ??= new loro.UndoManager(doc, {
      mergeInterval: 0,
      maxUndoSteps: MOST_STEPS,
      excludeOriginPrefixes: [BORN, THEIRS, TALK],
      // Each step says which deed it is part of.
      onPush: () => ({ value: deed, cursors: [] }),
    }));
  const deeds = openDeeds();
  /** Number of the deed that is being made, undone or made again. */
  let deed = 0;

  const write = ({ keys, texts }: Writes): void => {
    heed();
    for (const [key, value] of keys) put(map, key, value);
    for (const [name, text] of texts) writeText(doc, name, text);
  };

  const kindOf = (edit: Edit): string =>
    edit.edit === "add" ? edit.kind : (records.snapshot().records.get(edit.id)?.kind ?? "");

  const apply = (edits: readonly Edit[], why: string, group?: string): void => {
    const undo = steps();
    const talks = edits.every((edit) => isTalk(kindOf(edit)));
    const { born, then } = planOf(records, edits);
    const message = messageOf(why);
    // What can be made again cannot after another change.
    const stays = undo.canRedo() ? undo.topUndoValue() : null;
    if (born.keys.size > 0) {
      write(born);
      doc.commit({ ...message, origin: BORN });
    }
    write(then);
    if (doc.getPendingTxnLength() === 0) return;
    if (talks) {
      doc.commit({ ...message, origin: TALK });
      return;
    }
    const next = deeds.next(edits, why, group);
    deed = next.deed.number;
    // Steps are joined by the time between them: never, or whatever it is.
    undo.setMergeInterval(next.joins ? Number.MAX_SAFE_INTEGER : 0);
    doc.commit(message);
    if (stays !== null) deeds.forget(typeof stays === "number" ? stays : 0);
    deeds.made(next.deed);
  };

  const step = (way: "undo" | "redo"): boolean => {
    deeds.end();
    const can = () => (way === "undo" ? steps().canUndo() : steps().canRedo());
    const top = () => (way === "undo" ? steps().topUndoValue() : steps().topRedoValue());
    if (!can()) return false;
    const number = top();
    deed = typeof number === "number" ? number : 0;
    undone = new Map();
    let done = false;
    try {
      do {
        // The steps are committed by who keeps them.
        doc.setNextCommitMessage(way);
        done = (way === "undo" ? steps().undo() : steps().redo()) || done;
      } while (can() && top() === number);
    } finally {
      const back = undone;
      undone = null;
      for (const [key, value] of back) put(map, key, value);
      if (back.size > 0) {
        doc.commit({ origin: THEIRS, message: way });
        for (const key of back.keys()) theirs.add(key);
      }
    }
    return done;
  };

  const versionVector = (version: Version) =>
    loro.VersionVector.parseJSON(new Map(version) as never);
  const version = (): Version => doc.version().toJSON();

  return {
    peer: doc.peerIdStr,
    snapshot: records.snapshot,
    begin: (writes) => {
      write(writes);
      doc.commit({ origin: BORN });
    },
    apply: (edits, why, group) => {
      asOne(() => {
        apply(edits, why, group);
      });
    },
    undo: () => asOne(() => step("undo")),
    redo: () => asOne(() => step("redo")),
    canUndo: () => undoing?.canUndo() ?? false,
    canRedo: () => undoing?.canRedo() ?? false,
    undoable: () => (undoing?.canUndo() ? deeds.of(undoing.topUndoValue()) : null),
    redoable: () => (undoing?.canRedo() ? deeds.of(undoing.topRedoValue()) : null),
    version,
    encodedVersion: () => doc.version().encode(),
    readVersion: (bytes) => {
      try {
        return loro.VersionVector.decode(bytes).toJSON();
      } catch {
        return null;
      }
    },
    reach: (update) => {
      try {
        const meta = loro.decodeImportBlobMeta(update, true);
        return {
          from: meta.partialStartVersionVector.toJSON(),
          to: meta.partialEndVersionVector.toJSON(),
        };
      } catch {
        return null;
      }
    },
    updates: (since) =>
      doc.export(
        since === undefined ? { mode: "update" } : { mode: "update", from: versionVector(since) },
      ),
    updatesOf: (spans) =>
      doc.export({
        mode: "updates-in-range",
        spans: spans.map(({ peer, from, to }) => ({
          id: { peer: peer as PeerID, counter: from },
          len: to - from,
        })),
      }),
    parts: (since) => partsOf(doc, apart(version(), since)),
    seams: ({ peer, from, to }) => {
      const known = new Map(version());
      const until = (end: number) => versionVector(new Map(known).set(peer, end));
      const { changes } = doc.exportJsonUpdates(
        until(from),
        until(Math.min(to, known.get(peer) ?? 0)),
        false,
      );
      const ops = changes.flatMap((change) => change.ops);
      return seamsOf(ops.map(({ counter, content }) => ({ counter, key: keyIn(content) })));
    },
    whyOf: (peer, counter) => {
      const at = { peer: peer as PeerID, counter };
      return (doc.version().get(at.peer) ?? 0) > counter ? (doc.getChangeAt(at).message ?? "") : "";
    },
    closure: (of) => {
      try {
        const ends = [...of].filter(([, end]) => end > 0);
        const at = ends.map(([peer, end]) => ({ peer: peer as PeerID, counter: end - 1 }));
        return doc.frontiersToVV(at).toJSON();
      } catch {
        return null;
      }
    },
    whole: () => doc.export({ mode: "snapshot" }),
    take: (update) => fill(() => doc.import(update)).pending === null,
    fresh: (updates) => mapDocOf(loro, updates),
    onChange: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    onLocal: (made) => doc.subscribeLocalUpdates(made),
    close: () => {
      listeners.clear();
      undoing?.free();
      doc.free();
    },
  };
}

function messageOf(why: string): { message?: string } {
  const said = Array.from(
    why
      .replace(/^why-/, "")
      .replace(/[\p{Cc}\s]+/gu, " ")
      .trim(),
  )
    .slice(0, MOST_WHY)
    .join("");
  return said === "" ? {} : { message: said };
}

/** The key that is written; empty for prose. */
function keyIn(content: object): string {
  return "key" in content && typeof content.key === "string" ? content.key : "";
}

/** Takes all in; what is damaged is left out. */
function takeAll(doc: LoroDoc, updates: readonly Uint8Array[]): void {
  if (updates.length === 0) return;
  try {
    if (updates.length === 1 && updates[0] !== undefined) doc.import(updates[0]);
    else doc.importBatch([...updates]);
  } catch {
    for (const update of updates)
      try {
        doc.import(update);
      } catch {
        // The others are worth all the more.
      }
  }
}

function partsOf(doc: LoroDoc, spans: readonly Span[]): Span[] {
  if (spans.length < 2) return [...spans];
  return inOrder(spans, (peer, counter) => doc.getChangeAt({ peer: peer as PeerID, counter }));
}

function rootOf(target: string): string | null {
  const root = /^cid:root-(.*):(?:Text|Map)$/s.exec(target);
  return root?.[1] ?? null;
}

/** A value, or nothing where somebody put a container. */
function plainOf(value: unknown): unknown {
  return typeof value === "string" || typeof value === "number" || value === true
    ? value
    : undefined;
}

/** A root text. By name alone Loro would take none with a slash in it; under its full id it does. */
function proseOf(doc: LoroDoc, name: string): LoroText {
  return doc.getText(`cid:root-${name}:Text`);
}

function writeText(doc: LoroDoc, name: string, text: string): void {
  const prose = proseOf(doc, name);
  const { at, out, into } = difference(prose.toString(), text);
  if (out > 0 || into !== "") prose.splice(at, out, into);
}

function put(map: LoroMap, key: string, value: unknown): void {
  if (value === null || value === undefined) map.delete(key);
  else map.set(key, value);
}
