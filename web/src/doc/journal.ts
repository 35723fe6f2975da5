// The last words before a tab is closed: each change is written to localStorage at once, until the browser's database has it.
// Who opens the map next takes up what lies there, whoever left it: to take the same twice does no harm.
import { fromBase64, toBase64 } from "./frames";

export interface Journal {
  /** Writes an update down; answers its key, or `null` where the browser does not take it. */
  note: (update: Uint8Array) => string | null;
  /** Everything that lies there for this map, of all tabs. */
  read: () => { key: string; update: Uint8Array | null }[];
  forget: (keys: readonly string[]) => void;
}

export function openJournal(map: string, tab: string, storage: Storage | undefined): Journal {
  const prefix = `wayline-journal ${map} `;
  let last = 0;
  return {
    note: (update) => {
      last += 1;
      const key = `${prefix}${tab} ${last}`;
      try {
        if (storage === undefined) return null;
        storage.setItem(key, toBase64(update));
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
          .map((key) => ({ key, update: fromBase64(storage.getItem(key) ?? "") }));
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
