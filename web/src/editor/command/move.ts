import { mayBecome, turnSelected } from "../acts/move";
import { nudge } from "../acts/nudge";
import { hideLane, nudgeFeeling } from "../acts/lane";
import type { Desk } from "../desk";
import { CARDS, isCard } from "../kinds";
import { focusedStep, selectedInOrder } from "../selecting";
import { placeOf } from "../spots";
import { command, type Command } from "./command";

// What can be dragged, by key.

export const MOVE: readonly Command[] = [
  command("move-left", "move", ["Alt+ArrowLeft"], (desk) => {
    nudge(desk, "left");
  }),
  command("move-right", "move", ["Alt+ArrowRight"], (desk) => {
    nudge(desk, "right");
  }),
  command("move-up", "move", ["Alt+ArrowUp"], (desk) => {
    nudge(desk, "up");
  }),
  command("move-down", "move", ["Alt+ArrowDown"], (desk) => {
    nudge(desk, "down");
  }),
  command("feeling-up", "move", [], feeling(0.1), { when: hasStep }),
  command("feeling-down", "move", [], feeling(-0.1), { when: hasStep }),
  command("hide-lane", "move", [], hide, {
    when: ({ ui }) => placeOf(ui.get().focus ?? "").at !== "record",
  }),
];

/** One command for each kind of card: the selected cards become cards of that kind, where they can. */
export const TURN: readonly Command[] = CARDS.map((kind) => ({
  id: `turn-${kind}`,
  group: "move",
  // From an idea to an opportunity is the usual way; a pain stays, and has one then.
  keys: kind === "opportunity" ? ["Alt+O"] : [],
  text: (t) => t("cmd-turn", { kind: t(`edit-kind-${kind}`) }),
  when: (desk) =>
    selectedInOrder(desk).some((id) => {
      const record = desk.layout().alive.get(id);
      return (
        record !== undefined && isCard(record) && record.kind !== kind && mayBecome(record, kind)
      );
    }),
  run: (desk) => {
    turnSelected(desk, kind);
  },
}));

function feeling(by: number): (desk: Desk) => void {
  return (desk) => {
    const step = focusedStep(desk);
    if (step !== null) nudgeFeeling(desk, step, by);
  };
}

function hasStep(desk: Desk): boolean {
  return focusedStep(desk) !== null;
}

function hide(desk: Desk): void {
  const place = placeOf(desk.ui.get().focus ?? "");
  if (place.at !== "record") hideLane(desk, place.lane);
}
