// Who else has the map open, where they are and where they point, and telling them the same of oneself: at most twenty times a second,
// and the less often the more people there are.
import { here } from "./frames";
import type { Transport } from "./line";
import type { At, Person, Pointed, Pointer, Present } from "./live_map";

export interface Presence {
  people: () => readonly Present[];
  pointers: () => readonly Pointed[];
  /** All that are there, as the server says in its welcome. */
  begin: (people: readonly Present[]) => void;
  seen: (present: Present) => void;
  left: (connection: number) => void;
  /** The line broke: nobody is known to be there. */
  end: () => void;
  here: (at: At) => void;
  point: (pointer: Pointer | null) => void;
  close: () => void;
}

const BETWEEN_MS = 50;
/** So many others hear every move; of more each takes its share of the time. */
const FEW = 5;

/** `send` answers whether there is a line; `changed` is told of people and where they are, `moved` of pointers alone. */
export function openPresence(
  me: Person,
  transport: Transport,
  send: (message: string) => boolean,
  changed: () => void,
  moved: () => void,
): Presence {
  const present = new Map<number, Present>();
  let people: readonly Present[] = [];
  let pointers: readonly Pointed[] = [];
  let place: At | null = null;
  let pointer: Pointer | null = null;
  let told: string | null = null;
  let last = -Infinity;
  let stop: (() => void) | null = null;

  // Other tabs of oneself are nobody else.
  const others = () => [...present.values()].filter(({ person }) => person.id !== me.id);

  const showPointers = () => {
    const now = others().flatMap(({ connection, person, at: { over, x, y } }): Pointed[] =>
      over === undefined || x === undefined || y === undefined
        ? []
        : [{ connection, person, over, x, y }],
    );
    if (now.length === 0 && pointers.length === 0) return;
    pointers = now;
    moved();
  };
  const show = () => {
    people = others().sort((a, b) => a.connection - b.connection);
    changed();
    showPointers();
  };

  const tell = () => {
    if ((place === null && pointer === null) || stop !== null) return;
    // Nobody is there to see a pointer.
    const at = here({ ...place, ...(people.length > 0 && pointer) });
    if (at === null || at === told) return;
    const wait = last + BETWEEN_MS * Math.max(1, people.length / FEW) - transport.now();
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
    pointers: () => pointers,
    begin: (all) => {
      present.clear();
      for (const each of all) present.set(each.connection, each);
      told = null;
      show();
      tell();
    },
    seen: (each) => {
      const before = present.get(each.connection);
      present.set(each.connection, each);
      if (before !== undefined && isSameBut(before, each)) showPointers();
      else show();
      if (before === undefined) tell();
    },
    left: (connection) => {
      if (present.delete(connection)) show();
    },
    end: () => {
      if (present.size === 0) return;
      present.clear();
      show();
    },
    here: (at) => {
      if (here(at) === null) return;
      place = at;
      tell();
    },
    point: (to) => {
      pointer = to;
      tell();
    },
    close: () => stop?.(),
  };
}

/** Whether nothing but a pointer differs. */
function isSameBut(one: Present, two: Present): boolean {
  return (
    one.person.id === two.person.id &&
    one.person.name === two.person.name &&
    one.person.colour === two.person.colour &&
    one.at.record === two.at.record &&
    one.at.field === two.at.field &&
    one.at.peer === two.at.peer
  );
}
