import { useCallback, useSyncExternalStore } from "react";
import type { Rec } from "../../doc/edit";
import type { Snapshot } from "../../doc/live_map";
import { useDesk, type Desk } from "../desk";
import { goTo } from "../go_to";
import { laneSpot } from "../spots";
import { markRead, namesMe, newestFirst, readOf, subscribeRead } from "./read_marks";

// Comments that name whoever sits here, on the map that is open. The server tells pages that have no map open by the same rule
// (`crates/server/src/glances.rs`).

type Records = Snapshot["records"];

/** Id of what a comment is about: of what the first of those that it answers lies in. */
export function aboutOf(records: Records, comment: Rec): string | null {
  for (let at = comment; ;) {
    const above = at.parent === null ? undefined : records.get(at.parent);
    if (above?.kind !== "comment") return at.parent;
    at = above;
  }
}

/** Whether nobody has resolved a comment, nor one that it answers. */
export function isOpen(records: Records, comment: Rec): boolean {
  for (let at: Rec | undefined = comment; at?.kind === "comment";) {
    if (at.values.resolved === true) return false;
    at = records.get(at.parent ?? "");
  }
  return true;
}

let found: { of: Snapshot; me: string; list: readonly Rec[] } | null = null;

/** All that name this person on what is on the map, the newest first; the same list as long as they are the same. */
export function mentionsOf(desk: Desk): readonly Rec[] {
  const of = desk.live.snapshot();
  const me = desk.live.me.id;
  if (found?.of === of && found.me === me) return found.list;
  const list = [...of.records.values()]
    .filter((record) => namesMe(record, me) && isOpen(of.records, record))
    .sort(newestFirst);
  const before = found?.me === me ? found.list : [];
  const same = before.length === list.length && list.every((each, i) => each === before[i]);
  found = { of, me, list: same ? before : list };
  return found.list;
}

export function useMentions(): { all: readonly Rec[]; unread: readonly Rec[] } {
  const desk = useDesk();
  const all = useSyncExternalStore(
    desk.live.subscribe,
    useCallback(() => mentionsOf(desk), [desk]),
  );
  const known = useSyncExternalStore(
    subscribeRead,
    useCallback(() => readOf(desk.id, desk.live.me.id), [desk]),
  );
  return { all, unread: all.filter(({ id }) => !known.has(id)) };
}

/** Brings what a comment is about into sight, with what was said about it. */
export function goToComment(desk: Desk, comment: Rec): void {
  const about = aboutOf(desk.live.snapshot().records, comment);
  if (about === null) return;
  const { alive, map } = desk.layout();
  const [lane] = desk.lanes();
  // What is said of the map itself is read where nothing of it is in focus.
  if (about !== map.id && alive.has(about)) goTo(desk, about, "shown");
  else if (lane !== undefined) desk.focus(laneSpot(lane.id));
  // A touchpoint or a channel has no place in the grid: what is said of it was read where it was chosen.
  if (!alive.has(about)) markRead(desk.id, desk.live.me.id, [comment.id]);
  desk.ui.set({ panel: "comments", toast: null });
}
