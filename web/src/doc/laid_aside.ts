// What lies aside of a map, and of this person's other maps in this browser: read from the store, and read anew where it may be understood now.
import type { StoredAside } from "./aside_notes";
import { type Aside, readAsides } from "./asides";
import type { MapDoc } from "./map_doc";
import type { Store } from "./store";

export interface LaidAside {
  /** The newest first; the same list as long as nothing changed in it. */
  all: () => readonly Aside[];
  /** Reads what lies there, and tells. */
  look: () => Promise<void>;
  /** The server has welcomed the page: what could not be read may rest on what comes now. */
  welcomed: () => void;
  /** Something came: what rests on it is read anew. */
  arrived: () => void;
  discard: (aside: Aside) => Promise<void>;
  /** Ids of this person's other maps of which something lies aside. */
  elsewhere: () => Promise<readonly string[]>;
  /** Writes it anew into a store that was emptied. */
  keepAnew: () => void;
}

/** `owner` is what the names of all of the person's maps begin with, `name` that of this one. */
export function openLaidAside(
  store: Store,
  { owner, name }: { owner: string; name: string },
  /** `null` once the map is closed. */
  doc: () => MapDoc | null,
  told: () => void,
): LaidAside {
  let rows: readonly StoredAside[] = [];
  let asides: readonly Aside[] = [];
  /** Something of it rests on what the server may still send. */
  let unread = false;
  const look = async () => {
    const found = await store.asides().catch(() => []);
    const present = doc();
    if (present === null || (found.length === 0 && asides.length === 0)) return;
    rows = found;
    asides = readAsides(found, present);
    told();
  };
  return {
    all: () => asides,
    look,
    welcomed: () => {
      unread = asides.some(({ changes }) => changes === null);
    },
    arrived: () => {
      if (unread) void look();
      unread = false;
    },
    discard: async ({ ids }) => {
      await store.discard(ids);
      await look();
    },
    elsewhere: async () => {
      const all = await store.asidesOfAll().catch(() => new Map<string, number>());
      return [...all.keys()]
        .filter((each) => each.startsWith(owner) && each !== name)
        .map((each) => each.slice(owner.length));
    },
    keepAnew: () => {
      for (const row of rows) store.setAside(row);
    },
  };
}
