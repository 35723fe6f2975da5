import type { Aside } from "./asides";
import type { Change } from "./changes";
import type { Deed } from "./deeds";
import type { Edit, Rec } from "./edit";

// What a component sees of the live document. `connect.ts` makes one that is shared with others; tests make one alone.

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
}

/** Where somebody is. */
export interface At {
  record?: string | undefined;
  field?: string | undefined;
  /** The cell that the pointer is over, and how far into it, as shares of its width and height. */
  over?: string | undefined;
  x?: number | undefined;
  y?: number | undefined;
  /** Number of the copy that they write in: changes by it are theirs. */
  peer?: string | undefined;
}

/** Where somebody's pointer is: right whatever size the cell has for whoever looks. */
export interface Pointer {
  readonly over: string;
  /** Shares of the cell's width and height. */
  readonly x: number;
  readonly y: number;
}

/** Somebody else's pointer. */
export interface Pointed extends Pointer {
  readonly connection: number;
  readonly person: Person;
}

/** What came from others: the map before and after, and the numbers of the copies it was made in. */
export interface Arrival {
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly peers: readonly string[];
}

export interface Present {
  readonly connection: number;
  readonly person: Person;
  readonly at: At;
}

/** How the copy here stands to the server's. */
export type Standing = {
  /** The browser keeps nothing, or its store is full: what the server does not have is lost with the tab. */
  readonly unsafe?: "none" | "full";
  /** How many changes lie aside that the server did not take. */
  readonly aside?: number;
} & (
  | { state: "opening" }
  /** Everything is on the server's disk. */
  | { state: "kept" }
  /** Sent or about to be. */
  | { state: "saving"; waiting: number }
  /** Kept in this browser until the server answers again. */
  | { state: "offline"; waiting: number }
  /** The server did not take something, which is kept aside in this browser; or it does not let this page in. */
  | {
      state: "refused";
      code: string;
      detail: string;
      help: string;
      waiting: number;
      unwelcome?: true;
    }
  /** The page is of an older version than the server. What was written is kept in this browser. */
  | { state: "outdated"; detail: string; help: string; waiting: number }
);

/** One consistent state of the map. A new object after every change; records that did not change are the same objects. */
export interface Snapshot {
  /** All records by id, those in the bin too. */
  readonly records: ReadonlyMap<string, Rec>;
  /** Living children of a record, of all kinds, in order. */
  readonly children: (id: string) => readonly Rec[];
}

export interface LiveMap {
  readonly me: Person;
  /** Of a map that is shown before it can be changed: settles once it can be, or once it is clear that it cannot be opened. */
  readonly opened?: Promise<void>;
  /** Whether it can be changed; it can where this is missing. */
  readonly changeable?: () => boolean;
  snapshot: () => Snapshot;
  standing: () => Standing;
  /** Everybody else who has the map open. */
  people: () => readonly Present[];
  /** Called after anything of the above changed. */
  subscribe: (changed: () => void) => () => void;
  /**
   * Applies edits at once, as one change that is undone as one. Throws `Refusal` and changes nothing when one of them cannot be.
   * `why` is what the history says: a key of the locales or a person's words. What follows in the same `group` without a pause is undone
   * with it; writing in one text is a group by itself.
   */
  dispatch: (edits: readonly Edit[], why: string, group?: string) => void;
  /** Undoes one's own last change, whatever others did since; says whether there was one. */
  undo: () => boolean;
  redo: () => boolean;
  canUndo: () => boolean;
  canRedo: () => boolean;
  /** What the next undo takes back. */
  undoable: () => Deed | null;
  redoable: () => Deed | null;
  /** Called after changes of others arrived. */
  onTheirs: (arrived: (arrival: Arrival) => void) => () => void;
  /** What the server did not take, the newest first; the same list as long as nothing changed in it. */
  asides: () => readonly Aside[];
  /** Takes something away for good that lies aside. */
  discard: (aside: Aside) => Promise<void>;
  /** Ids of this person's other maps of which something lies aside. */
  asidesElsewhere: () => Promise<readonly string[]>;
  /** What was changed here and is not on the server's disk yet. */
  unsent: () => readonly Change[];
  /** Tells the others where one is. */
  here: (at: At) => void;
  /** Tells the others where one's pointer is; `null` where it is not over the map. */
  point: (pointer: Pointer | null) => void;
  /** Everybody else's pointers; the same list as long as none of them moved. */
  pointers: () => readonly Pointed[];
  /** Called after one moved: of this `subscribe` is not told, for they move all the time. */
  onPointers: (moved: () => void) => () => void;
  /** Called when the server says that figures were computed anew. */
  onFigures: (changed: () => void) => () => void;
  close: () => void;
}
