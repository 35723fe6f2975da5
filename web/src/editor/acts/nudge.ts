import type { Edit, Rec } from "../../doc/edit";
import type { Desk } from "../desk";
import { isCard } from "../kinds";
import { cardsAt } from "../layout";
import { selectedInOrder } from "../selecting";
import { placeOf } from "../spots";
import { moves, putLane, putStages, putSteps } from "./move";
import { sayLaneMoved, sayMoved } from "./where";

// One place on, by key: what the pointer does by dragging.

/** Moves what is selected one place on: cards, steps, stages, or the lane whose title is focused. */
export function nudge(desk: Desk, direction: "left" | "right" | "up" | "down"): void {
  const { focus } = desk.ui.get();
  if (focus === null) return;
  const place = placeOf(focus);
  const by = direction === "right" || direction === "down" ? 1 : -1;
  if (place.at === "lane") {
    const lanes = desk.lanes();
    const at = lanes.findIndex(({ id }) => id === place.lane);
    const to = at + by;
    if (direction === "left" || direction === "right" || to < 0 || to >= lanes.length) return;
    if (putLane(desk, place.lane, by === 1 ? to + 1 : to)) sayLaneMoved(desk, place.lane);
    return;
  }
  const ids = selectedInOrder(desk);
  const record = desk.layout().alive.get(ids[0] ?? "");
  if (record === undefined) return;
  const same = ids.filter((id) => desk.layout().alive.get(id)?.kind === record.kind);
  const { selected } = desk.ui.get();
  let moved = false;
  if (record.kind === "stage" && isAcross(direction)) moved = nudgeStages(desk, same, by);
  else if (record.kind === "step" && isAcross(direction)) moved = nudgeSteps(desk, same, by);
  else if (isCard(record)) moved = nudgeCards(desk, ids, direction, by);
  if (moved) {
    desk.ui.set({ focus, selected });
    sayMoved(desk, ids);
  }
}

function isAcross(direction: string): boolean {
  return direction === "left" || direction === "right";
}

function nudgeStages(desk: Desk, ids: string[], by: 1 | -1): boolean {
  const stages = desk.layout().stages.map(({ stage }) => stage.id);
  const edge = stages.indexOf((by === 1 ? ids.at(-1) : ids[0]) ?? "");
  const to = edge + by;
  if (to < 0 || to >= stages.length) return false;
  return putStages(desk, ids, by === 1 ? to + 1 : to);
}

function nudgeSteps(desk: Desk, ids: string[], by: 1 | -1): boolean {
  const { columns } = desk.layout();
  const edge = columns.findIndex(({ key }) => key === (by === 1 ? ids.at(-1) : ids[0]));
  const here = columns[edge];
  const next = columns[edge + by];
  if (here === undefined || next === undefined) return false;
  const within = (stage: string) => columns.filter((column) => column.stage.id === stage);
  if (next.stage.id !== here.stage.id)
    return putSteps(desk, ids, next.stage.id, by === 1 ? 0 : within(next.stage.id).length);
  const at = within(next.stage.id).findIndex(({ key }) => key === next.key);
  return putSteps(desk, ids, next.stage.id, by === 1 ? at + 1 : at);
}

function nudgeCards(
  desk: Desk,
  ids: string[],
  direction: "left" | "right" | "up" | "down",
  by: 1 | -1,
): boolean {
  const layout = desk.layout();
  const edits: Edit[] = [];
  // Cards of one cell move together; those of several cells each in theirs.
  const byCell = new Map<string, Rec[]>();
  for (const id of ids) {
    const record = layout.alive.get(id);
    const step = layout.stepOf.get(id);
    if (record === undefined || step === undefined || !isCard(record)) continue;
    const key = `${record.kind} ${step}`;
    byCell.set(key, [...(byCell.get(key) ?? []), record]);
  }
  const steps = layout.columns.flatMap(({ step }) => step?.id ?? []);
  for (const [key, records] of byCell) {
    const [kind = "", step = ""] = key.split(" ");
    const cell = cardsAt(layout, kind, step);
    if (isAcross(direction)) {
      const target = steps[steps.indexOf(step) + by];
      if (target === undefined) return false;
      edits.push(...moves(desk, records, target, cardsAt(layout, kind, target).length));
    } else {
      const edge = cell.findIndex(({ id }) => id === (by === 1 ? records.at(-1) : records[0])?.id);
      const to = edge + by;
      if (to < 0 || to >= cell.length) continue;
      edits.push(...moves(desk, records, step, by === 1 ? to + 1 : to));
    }
  }
  return edits.length > 0 && desk.change(edits, "why-move");
}
