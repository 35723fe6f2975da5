import type { Rec } from "../doc/edit";
import type { Figures } from "./evidence/figures";
import { itemsOf, titleOf, wordOf } from "./kinds";
import type { Lane } from "./lane/lane";
import type { Layout } from "./layout";
import type { Detail } from "./ui_state";

// How high a row is when all of its cells are drawn, told from the length of their texts: a little more rather than less, so that rows stay while one scrolls along.

const LINE = 16.2;
const FOOT = 20;
const FRAME = 15;
const GAP = 6;
/** Around the cards of a cell. */
const CELL = 20;
/** What a card has beside its words: its frame, and the room to the next column. */
const BESIDE = 28;
/** Width of a letter at 12 px, with what is lost at the ends of lines. */
const LETTER = 6.7;
const SIGN = 12.6;

/** A text without signs that are as wide as high: most are, and then nothing needs to be looked through sign by sign. */
const NARROW = /^[\0-\u2e7f]*$/;

/** Signs of Chinese, Japanese and Korean are as wide as high. */
export function widthOf(text: string): number {
  if (NARROW.test(text)) return text.length * LETTER;
  let width = 0;
  for (const sign of text) width += (sign.codePointAt(0) ?? 0) >= 0x2e80 ? SIGN : LETTER;
  return width;
}

function linesOf(lines: readonly number[], room: number): number {
  return lines.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / room)), 0);
}

/** Height of the cards of a cell, by what they are: a cell that changes is a new list. */
const cellHeights = new WeakMap<readonly Rec[], { room: number; foot: number; height: number }>();

function cellHeight(cards: readonly Rec[], room: number, foot: number): number {
  const known = cellHeights.get(cards);
  if (known?.room === room && known.foot === foot) return known.height;
  let height = CELL - GAP;
  for (const card of cards)
    height += linesOf(titleOf(card).split("\n").map(widthOf), room) * LINE + FRAME + foot + GAP;
  cellHeights.set(cards, { room, foot, height });
  return height;
}

/** The least height of a lane's row. */
export function laneHeight(
  lane: Lane,
  layout: Layout,
  figures: Figures | null,
  width: number,
  detail: Detail,
): number {
  if (lane.kind === null) return lane.height?.(figures, width - BESIDE, layout) ?? 0;
  const foot = lane.Foot !== undefined && detail !== "sketch" ? FOOT : 0;
  let most = 0;
  for (const cards of layout.byKind.get(lane.kind)?.values() ?? [])
    most = Math.max(most, cellHeight(cards, width - BESIDE, foot));
  return Math.ceil(most);
}

/** Height of the chips of a step, with what is under them. */
export function chipsHeight(
  step: Rec,
  library: Layout["library"],
  room: number,
  fields: readonly string[],
): number {
  const chips = fields
    .flatMap((field) => itemsOf(step, field))
    .flatMap((id) => library.get(id) ?? []);
  const row = chips.reduce((sum, chip) => sum + widthOf(titleOf(chip)) * 0.9 + 14, 0);
  return chips.length === 0 ? 0 : Math.ceil(row / room) * 21 + 2;
}

/** Height of a step's head, by its record. */
const stepHeights = new WeakMap<Rec, { of: string; library: object; height: number }>();

function stepHeight(
  step: Rec,
  library: Layout["library"],
  room: number,
  detail: Detail,
  fields: readonly string[],
): number {
  const of = `${room} ${detail} ${fields.length}`;
  const known = stepHeights.get(step);
  if (known?.of === of && known.library === library) return known.height;
  let height = 18 + linesOf([widthOf(titleOf(step)) * 1.1], room) * 18.2;
  if (wordOf(step, "opens") !== "") height += 19;
  if (detail !== "sketch") {
    const action = step.text.action ?? "";
    if (action !== "") height += linesOf(action.split("\n").map(widthOf), room) * 16.8;
    height += chipsHeight(step, library, room, fields);
  }
  if (detail !== "sketch" && wordOf(step, "department") !== "") height += 24;
  if (detail === "full") height += 21;
  stepHeights.set(step, { of, library, height });
  return height;
}

/** The least height of the row of steps. `fields` are the sets of a step that stand in its head as chips. */
export function stepsHeight(
  { columns, library }: Layout,
  width: number,
  detail: Detail,
  fields: readonly string[],
): number {
  let most = 0;
  for (const { step } of columns)
    if (step !== null) most = Math.max(most, stepHeight(step, library, width - 24, detail, fields));
  return Math.ceil(most);
}
