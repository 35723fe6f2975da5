import { useSyncExternalStore } from "react";
import type { Figures } from "./evidence/figures";
import { NO_FILTER, type Filter } from "./filter";
import type { Spot } from "./spots";

// What one person sees and does, beside the map itself: focus, selection, what is open. Never shared.

export interface Editing {
  record: string;
  field: string;
  /** A record that is not there yet: made by the first letter. */
  draft: Draft | null;
}

export interface Draft {
  kind: string;
  /** Lane and step of the cell it stands in, and how many cards stand before it. */
  lane: string;
  column: string;
  index: number;
  /** Has been written to the map. */
  made: boolean;
}

export type Panel = "details" | "comments" | "bin" | "narrative";

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
  /** Offers to undo what it tells. */
  undo: boolean;
}

export interface Ui {
  focus: Spot | null;
  selected: ReadonlySet<string>;
  anchor: Spot | null;
  editing: Editing | null;
  drag: Drag | null;
  panel: Panel | null;
  dialog: Dialog | null;
  detail: Detail;
  filter: Filter;
  search: string | null;
  /** Cards that the filter or the search does not want. */
  dimmed: ReadonlySet<string>;
  /** Step whose feeling is being chosen. */
  feeling: string | null;
  figures: Figures | null;
  toast: Toast | null;
  /** What the screen reader is told. */
  said: string;
}

export interface UiStore {
  get: () => Ui;
  set: (part: Partial<Ui>) => void;
  subscribe: (changed: () => void) => () => void;
}

export function createUi(): UiStore {
  let ui: Ui = {
    focus: null,
    selected: new Set(),
    anchor: null,
    editing: null,
    drag: null,
    panel: null,
    dialog: null,
    detail: "standard",
    filter: NO_FILTER,
    search: null,
    dimmed: new Set(),
    feeling: null,
    figures: null,
    toast: null,
    said: "",
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
