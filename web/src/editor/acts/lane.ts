import type { Edit } from "../../doc/edit";
import type { Desk } from "../desk";
import { numberOf, wordOf } from "../kinds";
import { chosenLanes, laneEdits } from "../lanes";
import { firstOf } from "../navigation";

// Which lanes are shown, and how a step feels.

export function hideLane(desk: Desk, lane: string): void {
  const rest = chosenLanes(desk.layout()).filter((id) => id !== lane);
  if (rest.length > 0 && desk.change(laneEdits(desk.layout(), rest), "why-lanes")) {
    const first = firstOf(desk.rows());
    if (first !== null) desk.focus(first);
  }
}

export function showLane(desk: Desk, lane: string): void {
  const now = chosenLanes(desk.layout());
  if (!now.includes(lane)) desk.change(laneEdits(desk.layout(), [...now, lane]), "why-lanes");
}

/** A person's estimate of how a step feels, −2 … +2 in tenths. */
export function setFeeling(desk: Desk, step: string, value: number | null): void {
  const record = desk.layout().alive.get(step);
  if (record === undefined) return;
  const edits: Edit[] = [];
  const rounded = value === null ? null : Math.round(Math.min(2, Math.max(-2, value)) * 10) / 10;
  if (rounded !== numberOf(record, "value"))
    edits.push({ edit: "set", id: step, field: "value", value: rounded });
  // What a person puts there is an estimate, whatever it came from before.
  if (rounded !== null && wordOf(record, "from") !== "estimate")
    edits.push({ edit: "set", id: step, field: "from", value: "estimate" });
  desk.change(edits, "why-feeling");
}

export function nudgeFeeling(desk: Desk, step: string, by: number): void {
  const record = desk.layout().alive.get(step);
  if (record !== undefined) setFeeling(desk, step, (numberOf(record, "value") ?? 0) + by);
}

export function setFeel(desk: Desk, step: string, feel: string | null): void {
  desk.change([{ edit: "set", id: step, field: "feel", value: feel }], "why-feeling");
}
