import { mayBecome } from "../acts/move";
import type { Rec } from "../../doc/edit";
import { cardsAt } from "../layout";
import { placeOf } from "../spots";
import type { Drop } from "../ui_state";
import type { Board } from "./tool";

// Where what is dragged would land, and the line that shows it.

export interface Dragged {
  what: "cards" | "steps" | "stages" | "lane";
  ids: string[];
}

export interface DropPlace {
  /** Kind of the cells' cards. */
  lane?: string;
  /** Step for cards, stage for steps. */
  into?: string;
  index: number;
  line: Drop;
}

const THICK = 3;

export function dropFor(board: Board, dragged: Dragged, x: number, y: number): DropPlace | null {
  switch (dragged.what) {
    case "cards":
      return forCards(board, dragged.ids, x, y);
    case "steps":
      return forSteps(board, x);
    case "stages":
      return forStages(board, x);
    case "lane":
      return forLane(board, y);
  }
}

/** A rectangle of the window in the content's own coordinates. */
function inside(board: Board, x: number, y: number, width: number, height: number): Drop {
  const { zoom } = board.desk.ui.get();
  const box = board.content.getBoundingClientRect();
  return {
    x: (x - box.left) / zoom,
    y: (y - box.top) / zoom,
    width: width / zoom,
    height: height / zoom,
  };
}

function forCards(board: Board, ids: readonly string[], x: number, y: number): DropPlace | null {
  const { desk } = board;
  const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-cell]");
  const place = placeOf(cell?.dataset.cell ?? "");
  if (cell == null || place.at !== "cell") return null;
  const kind = desk.lanes().find(({ id }) => id === place.lane)?.kind ?? null;
  if (kind === null) return null;
  const dragged = ids.flatMap((id) => desk.layout().alive.get(id) ?? []);
  if (!dragged.every((record) => mayBecome(record, kind))) return null;
  const cards = [...cell.querySelectorAll<HTMLElement>("[data-card]")];
  const boxes = cards.map((card) => card.getBoundingClientRect());
  const at = boxes.findIndex((box) => y < box.top + box.height / 2);
  const index = at < 0 ? boxes.length : at;
  const frame = cell.getBoundingClientRect();
  const before = boxes[index - 1];
  const next = boxes[index];
  const line =
    next !== undefined ? next.top - 4 : before !== undefined ? before.bottom + 2 : frame.top + 8;
  // Cards that are hidden by a filter are counted too.
  const all = cardsAt(desk.layout(), kind, place.column);
  const beforeId = cards[index]?.dataset.card;
  const real = beforeId === undefined ? all.length : all.findIndex(({ id }) => id === beforeId);
  return {
    lane: kind,
    into: place.column,
    index: real,
    line: inside(board, frame.left + 2, line, frame.width - 8, THICK),
  };
}

/** A card that is held over a lane which it cannot become one of. */
export function unfitAt(
  { desk }: Board,
  { what, ids }: Dragged,
  x: number,
  y: number,
): { record: Rec; kind: string } | null {
  if (what !== "cards") return null;
  const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-cell]");
  const place = placeOf(cell?.dataset.cell ?? "");
  const lane = place.at === "cell" ? desk.lanes().find(({ id }) => id === place.lane) : undefined;
  if (lane === undefined) return null;
  const kind = lane.kind ?? "";
  const dragged = ids.flatMap((id) => desk.layout().alive.get(id) ?? []);
  const record = dragged.find((one) => lane.kind === null || !mayBecome(one, kind));
  return record === undefined ? null : { record, kind: lane.kind ?? lane.id };
}

/** Where columns lie: not all of them need be drawn. */
function tracksOf({ content, desk }: Board): { left: number; width: number } {
  const { zoom } = desk.ui.get();
  const style = getComputedStyle(content);
  const size = (name: string) => parseFloat(style.getPropertyValue(name)) * zoom;
  return { left: content.getBoundingClientRect().left + size("--names"), width: size("--column") };
}

function forSteps(board: Board, x: number): DropPlace | null {
  const { columns } = board.desk.layout();
  const { left, width } = tracksOf(board);
  const column = Math.min(columns.length - 1, Math.max(0, Math.floor((x - left) / width)));
  const here = columns[column];
  if (here === undefined) return null;
  const among = columns.filter(({ stage, step }) => stage.id === here.stage.id && step !== null);
  const own = among.findIndex(({ key }) => key === here.key);
  const after = here.step !== null && x > left + (column + 0.5) * width;
  return {
    into: here.stage.id,
    index: Math.max(own, 0) + (after ? 1 : 0),
    line: upright(board, left + (column + (after ? 1 : 0)) * width),
  };
}

function forStages(board: Board, x: number): DropPlace | null {
  const { stages } = board.desk.layout();
  const { left, width } = tracksOf(board);
  const at = stages.findIndex(({ from, count }) => x < left + (from + count / 2) * width);
  const index = at < 0 ? stages.length : at;
  const last = stages.at(-1);
  if (last === undefined) return null;
  const column = stages[index]?.from ?? last.from + last.count;
  return { index, line: upright(board, left + column * width) };
}

function forLane(board: Board, y: number): DropPlace | null {
  const rows = headsOf(board, "[data-lane]");
  const at = rows.findIndex((box) => y < box.top + box.height / 2);
  const index = at < 0 ? rows.length : at;
  const edge = rows[index]?.top ?? rows.at(-1)?.bottom;
  if (edge === undefined) return null;
  const box = board.content.getBoundingClientRect();
  return { index, line: inside(board, box.left, edge - 2, box.width, THICK) };
}

function headsOf({ content }: Board, selector: string): DOMRect[] {
  return [...content.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
}

function upright(board: Board, x: number): Drop {
  const box = board.content.getBoundingClientRect();
  return inside(board, x - 3, box.top, THICK, box.height);
}
