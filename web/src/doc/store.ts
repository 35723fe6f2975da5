// What a browser keeps of a map, for when the server cannot be reached or the tab is closed mid-word: everything put together at some
// time, the updates since, and what the server did not take. Several tabs may write at once: nothing is ever overwritten that the
// writer has not read in the same transaction.
import { ASIDES, type StoredAside } from "./aside_notes";
import {
  answerOf,
  type AsideRow,
  endOf,
  type MapRow,
  openDatabase,
  type UpdateRow,
} from "./database";
import { openJournal, UPDATES } from "./journal";
import type { Browser } from "./this_browser";
import type { Version } from "./version";

export interface Stored {
  /** All that there is, in the order in which it came. */
  readonly updates: readonly Uint8Array[];
  readonly kept: Version;
  readonly refused: Version;
  /** What lies aside of whoever joined in this browser later. */
  readonly handed: Version;
}

/** What keys of a map's last words begin with in localStorage, before the name of the map. */
export const JOURNAL = "wayline-journal";
/** The same of what the server did not take. */
export const NOTES = "wayline-aside";

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
  setHanded: (handed: Version) => void;
  /** Keeps what the server did not take. Once this returns it survives the tab. */
  setAside: (aside: Omit<StoredAside, "map">) => void;
  /** What lies aside, in the order in which it came. */
  asides: () => Promise<StoredAside[]>;
  /** How much lies aside of each map that this browser knows, by its name. */
  asidesOfAll: () => Promise<ReadonlyMap<string, number>>;
  /** Takes away for good what lies aside. */
  discard: (ids: readonly string[]) => Promise<void>;
  /**
   * Called when what was kept here was taken away beneath the page, as when somebody clears the browser's data: then all that the page
   * still knows is to be kept anew.
   */
  onEmptied: (emptied: () => void) => void;
  /**
   * Puts everything together: `together` takes in what is stored and answers the whole, or throws where not all of it can be had. What lies
   * aside is in the database by then, or gets there at once with it.
   */
  compact: (together: (updates: readonly Uint8Array[]) => Together) => Promise<void>;
  /** How many updates were kept since everything was put together. */
  loose: () => number;
  /** Why what is kept here might not survive the tab: the browser keeps nothing, or its store is full; `null` where it does. */
  unsafe: () => Unsafe | null;
  /** Called when that changes. */
  onSafe: (changed: () => void) => () => void;
  /** Resolves once everything so far is written, or cannot be: then it answers false. What is noted counts as written. */
  settled: () => Promise<boolean>;
  close: () => void;
}

export type Unsafe = "none" | "full";

const NOTHING: Version = new Map();

interface Waiting {
  readonly update: Uint8Array;
  /** Its key in the journal; `null` where it could not be noted. */
  readonly journal: string | null;
  /** The server has it in any case. */
  readonly theirs: boolean;
}

/** Something that lies aside, and its key in the journal. */
interface AsideWaiting {
  readonly aside: StoredAside;
  readonly journal: string | null;
}

/** `map` names the map, the server and the person; `tab` this tab. */
export async function openStore(map: string, tab: string, browser: Browser): Promise<Store> {
  let database = await openDatabase(browser.database);
  const journal = openJournal(`${JOURNAL} ${map}`, tab, browser.storage, UPDATES);
  const notes = openJournal(`${NOTES} ${map}`, tab, browser.storage, ASIDES);
  const listeners = new Set<() => void>();
  let emptied: () => void = () => undefined;
  let waiting: Waiting[] = [];
  let row: Partial<MapRow> = {};
  let asides: AsideWaiting[] = [];
  let writing: Promise<void> | null = null;
  let compacting: Promise<void> | null = null;
  let loose = 0;
  let closed = false;
  let unsafe: Unsafe | null = database === null ? "none" : null;

  const setUnsafe = (now: Unsafe | null) => {
    if (now === unsafe) return;
    unsafe = now;
    for (const changed of listeners) changed();
  };

  /** Another page may need the database in a newer form, or somebody may clear what the browser keeps. */
  const attend = (opened: IDBDatabase) => {
    opened.onversionchange = ({ newVersion }) => {
      opened.close();
      void lose(newVersion === null);
    };
    opened.onclose = () => void lose(true);
  };
  const lose = async (again: boolean) => {
    database = null;
    loose = 0;
    const opened = again && !closed ? await openDatabase(browser.database) : null;
    if (opened === null || closed) {
      opened?.close();
      setUnsafe("none");
      return;
    }
    database = opened;
    attend(opened);
    emptied();
    soon();
  };
  if (database !== null) attend(database);

  const rowOf = (stored: MapRow | undefined, changes: Partial<MapRow>): MapRow => ({
    ...(stored ?? { map, whole: null, kept: [], refused: [] }),
    ...changes,
  });

  const isOpen = () => database !== null;

  /** Writes what is waiting, as one. What cannot be written waits on. */
  const write = async (): Promise<void> => {
    while (
      database !== null &&
      (waiting.length > 0 || Object.keys(row).length > 0 || asides.length > 0)
    ) {
      const now = { waiting, row, asides };
      waiting = [];
      row = {};
      asides = [];
      try {
        const transaction = database.transaction(["maps", "updates", "aside"], "readwrite");
        const end = endOf(transaction);
        for (const { update } of now.waiting)
          transaction.objectStore("updates").add({ map, update } satisfies UpdateRow);
        for (const { aside } of now.asides) transaction.objectStore("aside").add(aside);
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
        const noted =
          waiting.every((each) => each.theirs || each.journal !== null) &&
          asides.every((each) => each.journal !== null);
        // One that is gone has been told of already.
        if (isOpen()) setUnsafe(noted ? null : "full");
        return;
      }
      loose += now.waiting.length;
      journal.forget(now.waiting.flatMap((each) => each.journal ?? []));
      notes.forget(now.asides.flatMap((each) => each.journal ?? []));
      setUnsafe(null);
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

  const compact = async (together: Parameters<Store["compact"]>[0]): Promise<void> => {
    while (writing !== null) await writing;
    if (database === null) return;
    const now = { row, asides };
    row = {};
    asides = [];
    let left = 0;
    try {
      const transaction = database.transaction(["maps", "updates", "aside"], "readwrite");
      const end = endOf(transaction);
      for (const { aside } of now.asides) transaction.objectStore("aside").add(aside);
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
      notes.forget(now.asides.flatMap((each) => each.journal ?? []));
    } catch {
      // There is more to read the next time, and nothing lost.
      row = { ...now.row, ...row };
      asides = [...now.asides, ...asides];
      if (asides.length > 0 || Object.keys(row).length > 0) soon();
    }
  };

  return {
    load: async () => {
      const left = journal.read();
      const noted = left.flatMap(({ what }) => what ?? []);
      for (const { key, what } of notes.read())
        if (what === null) notes.forget([key]);
        else if (!asides.some(({ aside }) => aside.id === what.id))
          asides.push({ aside: what, journal: key });
      if (asides.length > 0) soon();
      const journalled = { updates: noted, kept: NOTHING, refused: NOTHING, handed: NOTHING };
      if (database === null) return journalled;
      try {
        const transaction = database.transaction(["maps", "updates"], "readonly");
        const [stored, updates] = await Promise.all([
          answerOf(transaction.objectStore("maps").get(map) as IDBRequest<MapRow | undefined>),
          answerOf(
            transaction.objectStore("updates").index("map").getAll(map) as IDBRequest<UpdateRow[]>,
          ),
        ]);
        loose = updates.length;
        for (const { key, what } of left)
          if (what !== null) keep(what, key);
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
          handed: new Map(stored?.handed),
        };
      } catch {
        setUnsafe("none");
        return journalled;
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
    setHanded: (handed) => {
      row = { ...row, handed: [...handed] };
      soon();
    },
    setAside: (given) => {
      const aside = { ...given, map };
      asides.push({ aside, journal: notes.note(aside) });
      soon();
    },
    asides: async () => {
      await compacting;
      await writing;
      const pending = asides.map(({ aside }) => aside);
      if (database === null) return pending;
      const store = database.transaction("aside", "readonly").objectStore("aside").index("map");
      const [keys, rows] = await Promise.all([
        answerOf(store.getAllKeys(map)),
        answerOf(store.getAll(map) as IDBRequest<AsideRow[]>),
      ]);
      const stored = rows.map((row, at) => ({ ...row, id: row.id ?? numbered(keys[at]) }));
      return [...stored, ...pending];
    },
    asidesOfAll: async () => {
      await writing;
      const counts = new Map<string, number>();
      const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
      for (const { aside } of asides) count(aside.map);
      if (database === null) return counts;
      const store = database.transaction("aside", "readonly").objectStore("aside");
      for (const row of await answerOf(store.getAll() as IDBRequest<AsideRow[]>)) count(row.map);
      return counts;
    },
    discard: async (ids) => {
      await compacting;
      await writing;
      const gone = new Set(ids);
      asides = asides.filter(({ aside }) => !gone.has(aside.id));
      notes.forget(notes.read().flatMap(({ key, what }) => (gone.has(what?.id ?? "") ? key : [])));
      if (database === null) return;
      const transaction = database.transaction("aside", "readwrite");
      const end = endOf(transaction);
      const asked = transaction.objectStore("aside").index("map").openCursor(map);
      asked.onsuccess = () => {
        const cursor = asked.result;
        if (cursor === null) return;
        const { id } = cursor.value as AsideRow;
        if (gone.has(id ?? numbered(cursor.primaryKey))) cursor.delete();
        cursor.continue();
      };
      await end;
    },
    onEmptied: (call) => {
      emptied = call;
    },
    compact: (together) => {
      compacting = compact(together);
      return compacting;
    },
    loose: () => loose,
    unsafe: () => unsafe,
    onSafe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    settled: async () => {
      await writing;
      return (
        waiting.every(({ journal }) => journal !== null) &&
        asides.every(({ journal }) => journal !== null)
      );
    },
    close: () => {
      listeners.clear();
      closed = true;
      // What is waiting is still written.
      void Promise.resolve(writing).finally(() => database?.close());
    },
  };
}

/** Names a row that has no id of its own. */
function numbered(key: IDBValidKey | undefined): string {
  return `#${typeof key === "number" ? key : ""}`;
}
