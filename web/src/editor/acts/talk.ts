import type { Edit } from "../../doc/edit";
import type { Desk } from "../desk";
import { wordOf } from "../kinds";
import { adding, childrenOf, newId, voteId } from "../new_record";

// Comments, votes and the timer.

/** Puts one's dot on a record, or takes it away. */
export function toggleVote(desk: Desk, id: string): void {
  const { live } = desk;
  const mine = childrenOf(live.snapshot(), id, "vote").filter(
    (vote) => wordOf(vote, "by") === live.me.id,
  );
  const edits: Edit[] =
    mine.length > 0 ? mine.map((vote) => ({ edit: "remove", id: vote.id })) : voting(desk, id);
  if (desk.change(edits, "why-vote"))
    desk.say(desk.t(mine.length > 0 ? "edit-vote-taken" : "edit-vote-given"));
}

/** One's vote is brought back where it was taken away before. */
function voting({ live }: Desk, id: string): Edit[] {
  const snapshot = live.snapshot();
  const own = voteId(id, live.me.id);
  const before = own === null ? undefined : snapshot.records.get(own);
  if (before?.parent === id) return [{ edit: "bring_back", id: before.id }];
  // It went along to another card, or the ids are too long.
  const free = before === undefined ? own : null;
  return adding(snapshot, id, "vote", { by: live.me.id }, undefined, free ?? newId()).edits;
}

export function addComment(desk: Desk, id: string, text: string, mentions: string[]): void {
  const { edits } = adding(desk.live.snapshot(), id, "comment", {
    text,
    by: desk.live.me.id,
    at: Date.now(),
    ...(mentions.length > 0 ? { mentions } : {}),
  });
  desk.change(edits, "why-comment");
}

/** Takes away what one said oneself. Undo does not touch it, so the way back is offered. */
export function removeComment(desk: Desk, comment: string): void {
  if (!desk.change([{ edit: "remove", id: comment }], "why-comment-removed")) return;
  const text = desk.t("edit-comment-deleted");
  const run = () => {
    if (desk.change([{ edit: "bring_back", id: comment }], "why-bring-back"))
      desk.say(desk.t("edit-brought-back"));
  };
  desk.ui.set({ toast: { text, undo: false, offers: { label: desk.t("edit-bring-back"), run } } });
  desk.say(text);
}

export function setResolved(desk: Desk, comment: string, resolved: boolean): void {
  desk.change(
    [{ edit: "set", id: comment, field: "resolved", value: resolved ? true : null }],
    "why-comment",
  );
}

/** When the timer rings, in milliseconds since 1970; `null` stops it. */
export function setTimer(desk: Desk, at: number | null): void {
  desk.change([{ edit: "set", id: desk.layout().map.id, field: "timer", value: at }], "why-timer");
}
