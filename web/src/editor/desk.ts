import { createContext, use, useSyncExternalStore } from "react";
import type { LiveMap } from "../doc/live_map";
import { Refusal } from "../doc/refusal";
import type { Edit, Rec } from "../doc/edit";
import type { Text } from "../i18n/provider";
import type { Lane } from "./lane/lane";
import { lanesOf } from "./lanes";
import { layOut, type Layout } from "./layout";
import { rowsOf, type GridRow } from "./navigation";
import { refusedText } from "./refused_text";
import type { Spot } from "./spots";
import type { Ui, UiStore } from "./ui_state";
import { useUi } from "./ui_state";

// What every part of the editor works with: the live map, what one person sees of it, and the few things all of them do.

export interface Desk {
  /** Id of the map on the server. */
  id: string;
  live: LiveMap;
  ui: UiStore;
  t: Text;
  layout: () => Layout;
  lanes: () => readonly Lane[];
  rows: () => readonly GridRow[];
  /** Changes the map as one step of undo; tells when it could not, and says whether it could. */
  change: (edits: readonly Edit[], why: string, group?: string) => boolean;
  /** Moves the focus, and the selection with it. */
  focus: (spot: Spot, how?: "only" | "keep") => void;
  record: (id: string) => Rec | undefined;
  /** Tells the screen reader. */
  say: (text: string) => void;
}

export function makeDesk(id: string, live: LiveMap, ui: UiStore, t: Text): Desk {
  let laid: { of: object; layout: Layout } | null = null;
  const layout = (): Layout => {
    const snapshot = live.snapshot();
    if (laid?.of !== snapshot)
      laid = { of: snapshot, layout: layOut(snapshot, laid?.layout ?? null) };
    return laid.layout;
  };
  let chosen: {
    of: Layout;
    detail: string;
    wanted: readonly string[] | null;
    lanes: readonly Lane[];
  } | null = null;
  const lanes = (): readonly Lane[] => {
    const now = layout();
    const { detail, lanes: wanted } = ui.get();
    if (chosen?.of !== now || chosen.detail !== detail || chosen.wanted !== wanted)
      chosen = { of: now, detail, wanted, lanes: lanesOf(now, detail, wanted) };
    return chosen.lanes;
  };
  let rowed: { of: Layout; lanes: readonly Lane[]; hidden: object | null; rows: GridRow[] } | null =
    null;
  const rows = (): readonly GridRow[] => {
    const { dimmed, filter } = ui.get();
    const hidden = filter.hide ? dimmed : null;
    const of = layout();
    const shown = lanes();
    if (rowed?.of !== of || rowed.lanes !== shown || rowed.hidden !== hidden)
      rowed = { of, lanes: shown, hidden, rows: rowsOf(of, shown, hidden ?? undefined) };
    return rowed.rows;
  };
  const say = (text: string): void => {
    // The same words twice are told twice.
    ui.set({ said: ui.get().said === text ? `${text}\u00a0` : text });
  };
  return {
    id,
    live,
    ui,
    t,
    layout,
    lanes,
    rows,
    change: (edits, why, group) => {
      if (edits.length === 0) return true;
      try {
        live.dispatch(edits, why, group);
        return true;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const text = refusedText(error, t);
        ui.set({ toast: { text, undo: false } });
        say(text);
        return false;
      }
    },
    focus: (spot, how = "only") => {
      const selected = how === "keep" ? ui.get().selected : selectionOf(layout(), spot);
      const anchor = how === "keep" ? (ui.get().anchor ?? spot) : spot;
      ui.set({ focus: spot, selected, anchor });
    },
    record: (id) => live.snapshot().records.get(id),
    say,
  };
}

function selectionOf(layout: Layout, spot: Spot): ReadonlySet<string> {
  return layout.alive.has(spot) ? new Set([spot]) : EMPTY;
}

const EMPTY: ReadonlySet<string> = new Set();

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === null) throw new Error("this part of the editor stands outside of it");
  return desk;
}

export function useLayout(): Layout {
  const desk = useDesk();
  return useSyncExternalStore(desk.live.subscribe, desk.layout);
}

/** A part of the layout; drawn again only when it changes. */
export function usePart<T>(read: (layout: Layout) => T): T {
  const desk = useDesk();
  return useSyncExternalStore(desk.live.subscribe, () => read(desk.layout()));
}

export function useMine<T>(read: (ui: Ui) => T): T {
  return useUi(useDesk().ui, read);
}
