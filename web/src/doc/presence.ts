// Who else has the map open and where they are, and telling them where one is oneself: at most twenty times a second.
import { here } from "./frames";
import type { Transport } from "./line";
import type { At, Person, Present } from "./live_map";

export interface Presence {
  people: () => readonly Present[];
  /** All that are there, as the server says in its welcome. */
  begin: (people: readonly Present[]) => void;
  seen: (present: Present) => void;
  left: (connection: number) => void;
  /** The line broke: nobody is known to be there. */
  end: () => void;
  here: (at: At) => void;
  close: () => void;
}

const BETWEEN_MS = 50;

/** `send` answers whether there is a line. */
export function openPresence(
  me: Person,
  transport: Transport,
  send: (message: string) => boolean,
  changed: () => void,
): Presence {
  const present = new Map<number, Present>();
  let people: readonly Present[] = [];
  let at: string | null = null;
  let told: string | null = null;
  let last = -Infinity;
  let stop: (() => void) | null = null;

  const show = () => {
    // Other tabs of oneself are nobody else.
    people = [...present.values()]
      .filter(({ person }) => person.id !== me.id)
      .sort((a, b) => a.connection - b.connection);
    changed();
  };

  const tell = () => {
    if (at === null || at === told || stop !== null) return;
    const wait = last + BETWEEN_MS - transport.now();
    if (wait > 0) {
      stop = transport.after(wait, () => {
        stop = null;
        tell();
      });
      return;
    }
    if (!send(at)) return;
    last = transport.now();
    told = at;
  };

  return {
    people: () => people,
    begin: (all) => {
      present.clear();
      for (const each of all) present.set(each.connection, each);
      told = null;
      show();
      tell();
    },
    seen: (each) => {
      present.set(each.connection, each);
      show();
    },
    left: (connection) => {
      if (present.delete(connection)) show();
    },
    end: () => {
      if (present.size === 0) return;
      present.clear();
      show();
    },
    here: (place) => {
      at = here(place) ?? at;
      tell();
    },
    close: () => stop?.(),
  };
}
