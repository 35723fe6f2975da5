import document from "../../../schemas/document.json";
import type { Edit } from "../doc/edit";
import { CARDS, itemsOf, wordOf } from "./kinds";
import { ACTION } from "./lane/action";
import { EMOTION } from "./lane/emotion";
import { FLOW } from "./lane/flow";
import { IDEA } from "./lane/idea";
import { cardLane, type Lane } from "./lane/lane";
import { NEED } from "./lane/need";
import { OPPORTUNITY } from "./lane/opportunity";
import { PAIN } from "./lane/pain";
import { SERVE } from "./lane/serve";
import { THINK } from "./lane/think";
import { TOUCHPOINTS } from "./lane/touchpoints";
import { VOICE } from "./lane/voice";
import type { Layout } from "./layout";
import { putInOrder } from "./places";
import type { Detail } from "./ui_state";

// The lanes, and which of them a map shows in which order.

const OWN: readonly Lane[] = [
  FLOW,
  EMOTION,
  VOICE,
  THINK,
  NEED,
  TOUCHPOINTS,
  PAIN,
  OPPORTUNITY,
  ACTION,
  IDEA,
  ...SERVE,
];

/** Every lane; kinds of cards without a line above get a plain one. */
export const LANES: readonly Lane[] = [
  ...OWN,
  ...CARDS.filter((kind) => !OWN.some((lane) => lane.kind === kind)).map((kind) => cardLane(kind)),
];

/** The lanes of a kind of map for which nobody chose: those of the table that pictures are drawn by too. */
export function usualLanes(kind: string): readonly string[] {
  const usual = document.usual.find((one) => one.kind === kind) ?? document.usual[0];
  return (usual?.lanes ?? []).filter((id) => laneOf(id) !== undefined);
}

/** Ids of the lanes that a map has, in order: those chosen, else the usual ones and whatever else holds a card. */
export function chosenLanes(layout: Layout): readonly string[] {
  const chosen = itemsOf(layout.map, "lanes").filter((id) => laneOf(id) !== undefined);
  if (chosen.length > 0) return chosen;
  const usual = usualLanes(wordOf(layout.map, "kind"));
  const used = new Set([...layout.cells.keys()].map((key) => key.split(" ")[0] ?? ""));
  if (layout.columns.some(({ step }) => step !== null && itemsOf(step, "touchpoints").length > 0))
    used.add("touchpoints");
  const more = LANES.filter(({ id, kind }) => used.has(kind ?? id) && !usual.includes(id));
  return [...usual, ...more.map(({ id }) => id)];
}

export function laneOf(id: string): Lane | undefined {
  return LANES.find((lane) => lane.id === id);
}

export const DETAILS: readonly Detail[] = ["sketch", "standard", "full"];

/** The lanes that are shown at a level of detail: those of the map, or those that somebody wants to see. */
export function lanesOf(
  layout: Layout,
  detail: Detail,
  wanted: readonly string[] | null = null,
): readonly Lane[] {
  const level = DETAILS.indexOf(detail);
  return (wanted ?? chosenLanes(layout)).flatMap((id) => {
    const lane = laneOf(id);
    return lane !== undefined && DETAILS.indexOf(lane.from) <= level ? [lane] : [];
  });
}

/** Cards in a lane that is not shown: nothing is hidden without a word. */
export function cardsIn(layout: Layout, kind: string): number {
  let count = 0;
  for (const [key, cards] of layout.cells) if (key.startsWith(`${kind} `)) count += cards.length;
  return count;
}

/** Edits that make the map show these lanes in this order; what stays where it is, is not touched. */
export function laneEdits(layout: Layout, wanted: readonly string[]): Edit[] {
  const now = layout.map.sets.lanes ?? [];
  const edits: Edit[] = now
    // A lane that only pictures have stays.
    .filter(({ item }) => !wanted.includes(item) && laneOf(item) !== undefined)
    .map(({ item }) => ({ edit: "take", id: layout.map.id, field: "lanes", item }));
  const rankOf = new Map(now.map(({ item, rank }) => [item, rank]));
  const still = longestRising(wanted, rankOf);
  return [...edits, ...putInOrder(layout.map, "lanes", wanted, still)];
}

/** The most items whose ranks already rise in the wanted order. */
function longestRising(
  wanted: readonly string[],
  rankOf: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const best: { length: number; before: number }[] = [];
  let last = -1;
  for (const [i, lane] of wanted.entries()) {
    const rank = rankOf.get(lane);
    if (rank === undefined) {
      best.push({ length: 0, before: -1 });
      continue;
    }
    let length = 1;
    let before = -1;
    for (let j = 0; j < i; j += 1) {
      const other = rankOf.get(wanted[j] ?? "");
      const known = best[j];
      if (other !== undefined && known !== undefined && other < rank && known.length + 1 > length) {
        length = known.length + 1;
        before = j;
      }
    }
    best.push({ length, before });
    if (length > (best[last]?.length ?? 0)) last = i;
  }
  const still = new Set<string>();
  for (let i = last; i >= 0; i = best[i]?.before ?? -1) still.add(wanted[i] ?? "");
  return still;
}
