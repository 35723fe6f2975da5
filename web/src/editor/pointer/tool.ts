import type { Desk } from "../desk";

// The pointer in the grid as a chart of states: idle, pointing or holding, dragging. Each is one file; a state answers with the next one.

/** Pixels that a finger trembles: moved no further, it rests. */
export const FINGER_TREMBLE = 10;

export interface Board {
  desk: Desk;
  /** What scrolls, and what lies in it. */
  scroller: HTMLElement;
  content: HTMLElement;
}

export interface ToolState {
  move?: (board: Board, event: PointerEvent) => ToolState;
  up?: (board: Board, event: PointerEvent) => ToolState;
  down?: (board: Board, event: PointerEvent) => ToolState;
  /** What the browser would do with a finger, scrolling or its own menu, is not done. */
  holds?: () => boolean;
  /** Escape, or the browser took the pointer away. */
  cancel?: (board: Board) => ToolState;
}
