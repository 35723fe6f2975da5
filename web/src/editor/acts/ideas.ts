import type { Rec } from "../../doc/edit";
import { mayLieIn } from "../../doc/schema";
import type { Desk } from "../desk";
import { isCard, titleOf } from "../kinds";
import { adding, childrenOf } from "../new_record";
import { newGroup, startWriting } from "./write";

// From an opportunity to what is being done about it.

/** A planned action under an opportunity, opened for writing; the one that is there already, if there is one. */
export function addActionTo(desk: Desk, opportunity: string): void {
  const [known] = childrenOf(desk.live.snapshot(), opportunity, "action");
  if (known !== undefined) {
    startWriting(desk, known.id);
    return;
  }
  const { id, edits } = adding(desk.live.snapshot(), opportunity, "action", { status: "planned" });
  const fresh = newGroup();
  if (desk.change(edits, "why-add", fresh)) startWriting(desk, id, { fresh });
}

/**
 * Whether a card can become one of a kind without losing what lies in it: an opportunity that something is being done about stays
 * one, for the action would lie in nothing. Says why it cannot.
 */
export function leavesNothing(desk: Desk, record: Rec, kind: string): boolean {
  const within = desk.live.snapshot().children(record.id);
  if (record.kind === kind || !within.some((card) => isCard(card) && !mayLieIn(card.kind, kind)))
    return true;
  const why = desk.t("edit-turn-in-use", { card: titleOf(record) });
  desk.ui.set({ toast: { text: why, undo: false } });
  desk.say(why);
  return false;
}
