import type { Desk } from "../desk";

// The pointer in the grid as a chart of states: idle, pointing, dragging. Each is one file; a state answers with the next one.

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
  /** Escape, or the browser took the pointer away. */
  cancel?: (board: Board) => ToolState;
}
