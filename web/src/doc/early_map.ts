// A map that is shown before it can be changed: its records as they were seen last, or as the server says them, until the document is here.
// The document then goes on with the same records, so that nothing is drawn anew that did not change.
import type { Rec } from "./edit";
import type { LiveMap, Person } from "./live_map";
import { openRecords, type Records } from "./records";
import { Refusal } from "./refusal";
import { ROOT } from "./schema";

/** What the document goes on with. Asked for when it could be read at once: from then on a picture that is not here yet is not waited for. */
export type Beginning = () => Promise<Records | null>;

interface Early {
  readonly me: Person;
  readonly picture: Promise<readonly Rec[] | null>;
  readonly open: (beginning: Beginning) => Promise<LiveMap>;
  /** Resolves when what was shown has been painted. */
  readonly painted: () => Promise<void>;
}

/** Answers the map as soon as it can be looked at. */
export function openEarly({ me, picture, open, painted }: Early): Promise<LiveMap> {
  return new Promise((done, failed) => {
    let records: Records | null = null;
    let late = false;
    const opening = open(async () => {
      late = true;
      if (records !== null) await painted();
      return records;
    });
    opening.then(done, failed);
    picture
      .then((recs) => {
        if (recs === null || late) return;
        const begun = openRecords();
        begun.begin(recs);
        if (!begun.snapshot().records.has(ROOT)) return;
        records = begun;
        done(shown(me, begun, opening));
      })
      // What cannot be read as a picture is none: the document is waited for.
      .catch(() => undefined);
  });
}

/** Shows records until the map is open, and then is that map. */
function shown(me: Person, records: Records, opening: Promise<LiveMap>): LiveMap {
  let open: LiveMap | null = null;
  let closed = false;
  /** What is to be called by the map, and how to stop that. */
  const waiting = new Map<object, () => () => void>();
  const stops = new Map<object, () => void>();
  const listeners = new Set<() => void>();
  const opened = opening.then((map) => {
    if (closed) {
      map.close();
      return;
    }
    open = map;
    for (const [each, listen] of waiting) stops.set(each, listen());
    waiting.clear();
    for (const changed of [...listeners]) changed();
    listeners.clear();
  });
  opened.catch(() => undefined);

  const listen = (call: (map: LiveMap) => () => void): (() => void) => {
    if (open !== null) return call(open);
    const each = {};
    waiting.set(each, () => (open === null ? () => undefined : call(open)));
    return () => {
      waiting.delete(each);
      stops.get(each)?.();
      stops.delete(each);
    };
  };
  const snapshot = records.snapshot();
  return {
    me,
    opened,
    changeable: () => open !== null,
    snapshot: () => open?.snapshot() ?? snapshot,
    standing: () => open?.standing() ?? OPENING,
    people: () => open?.people() ?? NOBODY,
    subscribe: (changed) => {
      if (open === null) listeners.add(changed);
      const stop = listen((map) => map.subscribe(changed));
      return () => {
        listeners.delete(changed);
        stop();
      };
    },
    dispatch: (edits, why, group) => {
      if (open === null) throw new Refusal("the map is still being opened", { code: "opening" });
      open.dispatch(edits, why, group);
    },
    undo: () => open?.undo() ?? false,
    redo: () => open?.redo() ?? false,
    canUndo: () => open?.canUndo() ?? false,
    canRedo: () => open?.canRedo() ?? false,
    undoable: () => open?.undoable() ?? null,
    redoable: () => open?.redoable() ?? null,
    onTheirs: (arrived) => listen((map) => map.onTheirs(arrived)),
    asides: () => open?.asides() ?? NONE,
    discard: async (aside) => open?.discard(aside),
    asidesElsewhere: async () => (await opening).asidesElsewhere(),
    unsent: () => open?.unsent() ?? NONE,
    here: (at) => {
      if (closed) return;
      if (open !== null) open.here(at);
      else
        void opening.then(
          (map) => {
            if (!closed) map.here(at);
          },
          () => undefined,
        );
    },
    point: (pointer) => {
      open?.point(pointer);
    },
    pointers: () => open?.pointers() ?? NONE,
    onPointers: (moved) => listen((map) => map.onPointers(moved)),
    onFigures: (changed) => listen((map) => map.onFigures(changed)),
    close: () => {
      closed = true;
      open?.close();
    },
  };
}

const OPENING = { state: "opening" } as const;
const NOBODY: readonly never[] = [];
const NONE: readonly never[] = [];
