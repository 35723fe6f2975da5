// The last words before a tab is closed: each change is written to localStorage at once, until the browser's database has it.
// Who opens the map next takes up what lies there, whoever left it: to take the same twice does no harm.
import { fromBase64, toBase64 } from "./frames";

export interface Journal<T> {
  /** Writes something down; answers its key, or `null` where the browser does not take it. */
  note: (what: T) => string | null;
  /** Everything that lies there for this map, of all tabs; `null` for what cannot be read. */
  read: () => { key: string; what: T | null }[];
  forget: (keys: readonly string[]) => void;
}

/** How something is written as text. */
export interface Script<T> {
  readonly write: (what: T) => string;
  readonly read: (text: string) => T | null;
}

export const UPDATES: Script<Uint8Array> = { write: toBase64, read: fromBase64 };

export function openJournal<T>(
  name: string,
  tab: string,
  storage: Storage | undefined,
  script: Script<T>,
): Journal<T> {
  const prefix = `${name} `;
  let last = 0;
  return {
    note: (what) => {
      last += 1;
      const key = `${prefix}${tab} ${last}`;
      try {
        if (storage === undefined) return null;
        storage.setItem(key, script.write(what));
        return key;
      } catch {
        return null;
      }
    },
    read: () => {
      try {
        if (storage === undefined) return [];
        const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "");
        return keys
          .filter((key) => key.startsWith(prefix))
          .map((key) => ({ key, what: script.read(storage.getItem(key) ?? "") }));
      } catch {
        return [];
      }
    },
    forget: (keys) => {
      try {
        for (const key of keys) storage?.removeItem(key);
      } catch {
        // It is taken up once more, which does no harm.
      }
    },
  };
}
