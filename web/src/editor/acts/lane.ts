import type { Edit } from "../../doc/edit";
import type { Desk } from "../desk";
import { numberOf, titleOf, wordOf } from "../kinds";
import type { Lane } from "../lane/lane";
import { chosenLanes, DETAILS, laneEdits } from "../lanes";
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

/** Shows a lane that one wants to write in, whatever hides it: the map, the level of detail, or what one wanted to see. */
export function revealLane(desk: Desk, { id, from }: Lane): void {
  const { detail, lanes: wanted } = desk.ui.get();
  if (DETAILS.indexOf(detail) < DETAILS.indexOf(from)) desk.ui.set({ detail: from });
  if (wanted !== null && !wanted.includes(id)) desk.ui.set({ lanes: [...wanted, id] });
  showLane(desk, id);
}

/** A person's estimate of how a step feels, −2 … +2 in tenths. */
export function setFeeling(
  desk: Desk,
  step: string,
  value: number | null,
  group = `feeling ${step}`,
): void {
  const record = desk.layout().alive.get(step);
  if (record === undefined) return;
  const edits: Edit[] = [];
  const rounded = value === null ? null : Math.round(Math.min(2, Math.max(-2, value)) * 10) / 10;
  if (rounded !== numberOf(record, "value"))
    edits.push({ edit: "set", id: step, field: "value", value: rounded });
  // What a person puts there is an estimate, whatever it came from before.
  if (rounded !== null && wordOf(record, "from") !== "estimate")
    edits.push({ edit: "set", id: step, field: "from", value: "estimate" });
  // What is put there bit by bit is undone as one.
  if (desk.change(edits, "why-feeling", group) && edits.length > 0)
    desk.say(feelingSaid(desk, step, rounded));
}

function feelingSaid(desk: Desk, step: string, value: number | null): string {
  const { t } = desk;
  const name = titleOf(desk.record(step) ?? null) || t("edit-step-unnamed");
  if (value === null) return t("edit-feeling-none", { step: name });
  return t("edit-feeling-set", { step: name, value: signedTenth(value) });
}

/** A feeling with its sign, as it is read aloud: “+0.5”, “−0.8”. */
function signedTenth(value: number): string {
  return `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value)}`;
}

export function nudgeFeeling(desk: Desk, step: string, by: number): void {
  const record = desk.layout().alive.get(step);
  if (record !== undefined) setFeeling(desk, step, (numberOf(record, "value") ?? 0) + by);
}

export function setFeel(desk: Desk, step: string, feel: string | null): void {
  desk.change(
    [{ edit: "set", id: step, field: "feel", value: feel }],
    "why-feeling",
    `feeling ${step}`,
  );
}
