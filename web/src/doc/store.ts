// What a browser keeps of a map, for when the server cannot be reached or the tab is closed mid-word: everything put together at some
// time, the updates since, and what the server did not take. Several tabs may write at once: nothing is ever overwritten that the
// writer has not read in the same transaction.
import {
  answerOf,
  type AsideRow,
  endOf,
  type MapRow,
  openDatabase,
  type UpdateRow,
} from "./database";
import { openJournal } from "./journal";
import type { Why } from "./tabs";
import type { Version } from "./version";

export interface Stored {
  /** All that there is, in the order in which it came. */
  readonly updates: readonly Uint8Array[];
  readonly kept: Version;
  readonly refused: Version;
}

export interface Together {
  readonly whole: Uint8Array;
  /** Updates that cannot be read, and so are not in it: they stay. */
  readonly damaged: ReadonlySet<Uint8Array>;
}

export interface Store {
  /** What is there, journals of tabs that are gone among it. */
  load: () => Promise<Stored>;
  /** Keeps a change made here. Once this returns it survives the tab. */
  add: (update: Uint8Array) => void;
  /** Keeps a change of others, which the server has too. */
  addTheirs: (update: Uint8Array) => void;
  /** What the server has on its disk, and whether that is all there is. */
  setKept: (kept: Version, all: boolean) => void;
  setRefused: (refused: Version) => void;
  setAside: (update: Uint8Array, why: Why) => void;
  asides: () => Promise<AsideRow[]>;
  /**
   * Puts everything together: `together` takes in what is stored and answers the whole, or throws where not all of it can be had. What lies
   * aside is in the database by then, or gets there at once with it.
   */
  compact: (together: (updates: readonly Uint8Array[]) => Together) => Promise<void>;
  /** How many updates were kept since everything was put together. */
  loose: () => number;
  /** Whether what is kept here survives the tab. */
  isSafe: () => boolean;
  /** Called when that changes. */
  onSafe: (changed: () => void) => () => void;
  /** Resolves once everything so far is written, or cannot be. */
  settled: () => Promise<void>;
  close: () => void;
}

export interface Browser {
  readonly database: IDBFactory | undefined;
  readonly storage: Storage | undefined;
}

/** What this browser has; a private window may forbid to even look. */
export function thisBrowser(): Browser {
  const look = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch {
      return undefined;
    }
  };
  return {
    database: look(() => globalThis.indexedDB as IDBFactory | undefined),
    storage: look(() => globalThis.localStorage as Storage | undefined),
  };
}

interface Waiting {
  readonly update: Uint8Array;
  /** Its key in the journal; `null` where it could not be noted. */
  readonly journal: string | null;
  /** The server has it in any case. */
  readonly theirs: boolean;
}

/** `map` names the map, the server and the person; `tab` this tab. */
export async function openStore(map: string, tab: string, browser: Browser): Promise<Store> {
  const database = await openDatabase(browser.database);
  const journal = openJournal(map, tab, browser.storage);
  const listeners = new Set<() => void>();
  let waiting: Waiting[] = [];
  let row: Partial<MapRow> = {};
  let asides: AsideRow[] = [];
  let writing: Promise<void> | null = null;
  let loose = 0;
  let safe = database !== null;

  const setSafe = (now: boolean) => {
    if (now === safe) return;
    safe = now;
    for (const changed of listeners) changed();
  };

  const rowOf = (stored: MapRow | undefined, changes: Partial<MapRow>): MapRow => ({
    ...(stored ?? { map, whole: null, kept: [], refused: [] }),
    ...changes,
  });

  /** Writes what is waiting, as one. What cannot be written waits on. */
  const write = async (): Promise<void> => {
    if (database === null) return;
    while (waiting.length > 0 || Object.keys(row).length > 0 || asides.length > 0) {
      const now = { waiting, row, asides };
      waiting = [];
      row = {};
      asides = [];
      try {
        const transaction = database.transaction(["maps", "updates", "aside"], "readwrite");
        const end = endOf(transaction);
        for (const { update } of now.waiting)
          transaction.objectStore("updates").add({ map, update } satisfies UpdateRow);
        for (const aside of now.asides) transaction.objectStore("aside").add(aside);
        if (Object.keys(now.row).length > 0) {
          const maps = transaction.objectStore("maps");
          const asked = maps.get(map) as IDBRequest<MapRow | undefined>;
          asked.onsuccess = () => {
            maps.put(rowOf(asked.result, now.row));
          };
        }
        await end;
      } catch {
        waiting = [...now.waiting, ...waiting];
        row = { ...now.row, ...row };
        asides = [...now.asides, ...asides];
        setSafe(waiting.every((each) => each.theirs || each.journal !== null));
        return;
      }
      loose += now.waiting.length;
      journal.forget(now.waiting.flatMap((each) => each.journal ?? []));
      setSafe(true);
    }
  };
  const soon = () => {
    writing ??= write().finally(() => {
      writing = null;
    });
  };

  const keep = (update: Uint8Array, noted: string | null, theirs = false) => {
    if (theirs && database === null) return;
    waiting.push({ update, journal: noted, theirs });
    soon();
  };

  return {
    load: async () => {
      const left = journal.read();
      const noted = left.flatMap(({ update }) => update ?? []);
      if (database === null) return { updates: noted, kept: new Map(), refused: new Map() };
      try {
        const transaction = database.transaction(["maps", "updates"], "readonly");
        const [stored, updates] = await Promise.all([
          answerOf(transaction.objectStore("maps").get(map) as IDBRequest<MapRow | undefined>),
          answerOf(
            transaction.objectStore("updates").index("map").getAll(map) as IDBRequest<UpdateRow[]>,
          ),
        ]);
        loose = updates.length;
        for (const { key, update } of left)
          if (update !== null) keep(update, key);
          else journal.forget([key]);
        const whole = stored?.whole ?? null;
        return {
          updates: [
            ...(whole === null ? [] : [whole]),
            ...updates.map((each) => each.update),
            ...noted,
          ],
          kept: new Map(stored?.kept),
          refused: new Map(stored?.refused),
        };
      } catch {
        setSafe(false);
        return { updates: noted, kept: new Map(), refused: new Map() };
      }
    },
    add: (update) => {
      keep(update, journal.note(update));
    },
    addTheirs: (update) => {
      keep(update, null, true);
    },
    setKept: (kept, all) => {
      if (database === null && all) {
        journal.forget(waiting.flatMap((each) => each.journal ?? []));
        waiting = [];
      }
      row = { ...row, kept: [...kept] };
      soon();
    },
    setRefused: (refused) => {
      row = { ...row, refused: [...refused] };
      soon();
    },
    setAside: (update, why) => {
      asides.push({ map, update, ...why, at: Date.now() });
      soon();
    },
    asides: async () => {
      if (database === null) return [...asides];
      const stored = database.transaction("aside", "readonly").objectStore("aside").index("map");
      return [...(await answerOf(stored.getAll(map) as IDBRequest<AsideRow[]>)), ...asides];
    },
    compact: async (together) => {
      if (database === null) return;
      while (writing !== null) await writing;
      const now = { row, asides };
      row = {};
      asides = [];
      let left = 0;
      try {
        const transaction = database.transaction(["maps", "updates", "aside"], "readwrite");
        const end = endOf(transaction);
        for (const aside of now.asides) transaction.objectStore("aside").add(aside);
        const maps = transaction.objectStore("maps");
        const updates = transaction.objectStore("updates");
        const keys = updates.index("map").getAllKeys(map);
        const rows = updates.index("map").getAll(map) as IDBRequest<UpdateRow[]>;
        const asked = maps.get(map) as IDBRequest<MapRow | undefined>;
        // The last to be answered. Where it cannot be put together, everything stays.
        asked.onsuccess = () => {
          const old = asked.result?.whole ?? null;
          const all = rows.result.map((each) => each.update);
          try {
            const { whole, damaged } = together(old === null ? all : [old, ...all]);
            if (old !== null && damaged.has(old)) throw new Error("the whole cannot be read");
            maps.put(rowOf(asked.result, { ...now.row, whole }));
            all.forEach((update, at) => {
              const key = keys.result[at];
              if (damaged.has(update)) left += 1;
              else if (key !== undefined) updates.delete(key);
            });
          } catch {
            transaction.abort();
          }
        };
        await end;
        loose = left;
      } catch {
        // There is more to read the next time, and nothing lost.
        row = { ...now.row, ...row };
        asides = [...now.asides, ...asides];
        if (asides.length > 0 || Object.keys(row).length > 0) soon();
      }
    },
    loose: () => loose,
    isSafe: () => safe,
    onSafe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    settled: async () => {
      await writing;
    },
    close: () => {
      listeners.clear();
      // What is waiting is still written.
      void Promise.resolve(writing).finally(() => database?.close());
    },
  };
}
