import { useCallback, useSyncExternalStore } from "react";
import type { Rec } from "../../doc/edit";
import type { Snapshot } from "../../doc/live_map";
import { useDesk, type Desk } from "../desk";
import { goTo } from "../go_to";
import { laneSpot } from "../spots";
import { namesMe, newestFirst, readOf, subscribeRead } from "./read_marks";

// Comments that name whoever sits here, on the map that is open.

let found: { of: Snapshot; me: string; list: readonly Rec[] } | null = null;

/** All that name this person on what is on the map, the newest first; the same list as long as they are the same. */
export function mentionsOf(desk: Desk): readonly Rec[] {
  const of = desk.live.snapshot();
  const me = desk.live.me.id;
  if (found?.of === of && found.me === me) return found.list;
  const { alive, map } = desk.layout();
  const list = [...of.records.values()]
    .filter(
      (record) =>
        namesMe(record, me) &&
        record.parent !== null &&
        (record.parent === map.id || alive.has(record.parent)),
    )
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
  const about = comment.parent;
  if (about === null) return;
  const [lane] = desk.lanes();
  // What is said of the map itself is read where nothing of it is in focus.
  if (about !== desk.layout().map.id) goTo(desk, about, "shown");
  else if (lane !== undefined) desk.focus(laneSpot(lane.id));
  desk.ui.set({ panel: "comments", toast: null });
}
