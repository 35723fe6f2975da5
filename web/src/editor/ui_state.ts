import { useSyncExternalStore } from "react";
import type { ProblemBody } from "../api/shapes";
import { NO_VERDICTS, type Figures, type Verdicts } from "./evidence/figures";
import { NO_FILTER, type Filter } from "./filter";
import type { Spot } from "./spots";

// What one person sees and does, beside the map itself: focus, selection, what is open. Never shared.

export interface Editing {
  record: string;
  field: string;
  /** A record that is not there yet: made by the first letter. */
  draft: Draft | null;
  /** It was made to be written in: Enter goes on to the next one, and without a word it goes again. */
  fresh: boolean;
  /** Group of undo of all that is written while it is open. */
  group: string;
  /** Where the caret stands at first: behind the words, over all of them so that a letter replaces them, or within. */
  caret: Caret;
  /** Where the focus was before. */
  from: Spot | null;
}

export type Caret = "end" | "all" | number;

export interface Draft {
  kind: string;
  /** Lane and step of the cell it stands in, and how many cards stand before it. */
  lane: string;
  column: string;
  index: number;
  /** Has been written to the map. */
  made: boolean;
}

export type Panel = "details" | "comments" | "bin" | "narrative" | "aside";

export type Dialog =
  | { dialog: "palette" }
  | { dialog: "shortcuts" }
  | { dialog: "paste"; text: string }
  | { dialog: "events"; step: string }
  | { dialog: "arc"; kind: string; from: string }
  | { dialog: "lanes" }
  | { dialog: "filter" }
  | { dialog: "view" };

export type Detail = "sketch" | "standard" | "full";

/** Where what is dragged would go. */
export interface Drop {
  /** The rectangle of the line that shows it, in the scroller's content. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Drag {
  what: "cards" | "steps" | "stages" | "lane";
  count: number;
  label: string;
  x: number;
  y: number;
  drop: Drop | null;
}

export interface Toast {
  text: string;
  /** Number of the deed that it offers to undo. */
  undo: number | false;
  /** Something else that it offers. Then it stays until it is answered, or long enough to be found. */
  offers?: { label: string; run: () => void };
}

export interface Ui {
  focus: Spot | null;
  selected: ReadonlySet<string>;
  anchor: Spot | null;
  editing: Editing | null;
  drag: Drag | null;
  panel: Panel | null;
  /** The field that the panel is opened for. */
  field: string | null;
  dialog: Dialog | null;
  detail: Detail;
  /** How large the map is drawn; 1 as it is. */
  zoom: number;
  /** The lanes that one wants to see, from top to bottom; `null` for those of the map. */
  lanes: readonly string[] | null;
  filter: Filter;
  search: string | null;
  /** Cards that the filter or the search does not want. */
  dimmed: ReadonlySet<string>;
  /** Step whose feeling is being chosen. */
  feeling: string | null;
  figures: Figures | null;
  /** When these figures were asked for, in milliseconds. */
  figuresAsked: number;
  /** What single cards were found to be worth since. */
  verdicts: Verdicts;
  /** Why there are no figures: no journey of the map is the chosen persona's. */
  nobody: ProblemBody | null;
  /** The figures were asked for, and came or did not. */
  asked: boolean;
  /** Where the menu of what is selected is open, in pixels of the window. */
  menu: { x: number; y: number } | null;
  toast: Toast | null;
  /** What the screen reader is told. */
  said: string;
  /** Whether one sees the others' pointers, and they one's own. */
  pointers: boolean;
}

export interface UiStore {
  get: () => Ui;
  set: (part: Partial<Ui>) => void;
  subscribe: (changed: () => void) => () => void;
}

const POINTERS = "wayline-pointers";

function pointersWanted(): boolean {
  try {
    return localStorage.getItem(POINTERS) !== "off";
  } catch {
    return true;
  }
}

/** Kept in this browser. */
export function wantPointers(ui: UiStore, pointers: boolean): void {
  ui.set({ pointers });
  try {
    if (pointers) localStorage.removeItem(POINTERS);
    else localStorage.setItem(POINTERS, "off");
  } catch {
    // Then it holds as long as the page is open.
  }
}

export function createUi(): UiStore {
  let ui: Ui = {
    focus: null,
    selected: new Set(),
    anchor: null,
    editing: null,
    drag: null,
    panel: null,
    field: null,
    dialog: null,
    detail: "standard",
    zoom: 1,
    lanes: null,
    filter: NO_FILTER,
    search: null,
    dimmed: new Set(),
    feeling: null,
    figures: null,
    figuresAsked: -Infinity,
    verdicts: NO_VERDICTS,
    nobody: null,
    asked: false,
    menu: null,
    toast: null,
    said: "",
    pointers: pointersWanted(),
  };
  const listeners = new Set<() => void>();
  return {
    get: () => ui,
    set: (part) => {
      ui = { ...ui, ...part };
      for (const changed of [...listeners]) changed();
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => {
        listeners.delete(changed);
      };
    },
  };
}

/** A part of the state; drawn again only when it changes. `read` must give the same object for the same state. */
export function useUi<T>(store: UiStore, read: (ui: Ui) => T): T {
  return useSyncExternalStore(store.subscribe, () => read(store.get()));
}
