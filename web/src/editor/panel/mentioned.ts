import { useCallback, useSyncExternalStore } from "react";
import type { Rec } from "../../doc/edit";
import type { Snapshot } from "../../doc/live_map";
import { useDesk, type Desk } from "../desk";
import { goTo } from "../go_to";
import { itemsOf, numberOf, wordOf } from "../kinds";
import { laneSpot } from "../spots";

// Comments that name whoever sits here, and which of them they have read: kept in this browser, by which they are known as well.

const PREFIX = "wayline-read ";
const MOST = 1000;
const NONE: ReadonlySet<string> = new Set();

const listeners = new Set<() => void>();
let read: { of: string; text: string; ids: ReadonlySet<string> } | null = null;

function keyOf({ id, live }: Desk): string {
  return `${PREFIX}${live.me.id} ${id}`;
}

/** Ids of the comments that were read. */
export function readOf(desk: Desk): ReadonlySet<string> {
  const of = keyOf(desk);
  let text = "";
  try {
    text = localStorage.getItem(of) ?? "";
  } catch {
    text = read?.of === of ? read.text : "";
  }
  if (read?.of !== of || read.text !== text)
    read = { of, text, ids: text === "" ? NONE : new Set(text.split(" ")) };
  return read.ids;
}

/** Notes that these were read. */
export function markRead(desk: Desk, ids: readonly string[]): void {
  const known = readOf(desk);
  if (ids.every((id) => known.has(id))) return;
  const of = keyOf(desk);
  const all = [...new Set([...known, ...ids])].slice(-MOST);
  const text = all.join(" ");
  read = { of, text, ids: new Set(all) };
  try {
    localStorage.setItem(of, text);
  } catch {
    // Then it holds as long as the page is open.
  }
  for (const changed of listeners) changed();
}

function subscribeRead(changed: () => void): () => void {
  listeners.add(changed);
  window.addEventListener("storage", changed);
  return () => {
    listeners.delete(changed);
    window.removeEventListener("storage", changed);
  };
}

/** Whether a comment of somebody else names this person, and is still to be answered. */
export function namesMe(comment: Rec, me: string): boolean {
  return (
    comment.kind === "comment" &&
    comment.gone === null &&
    comment.values.resolved !== true &&
    wordOf(comment, "by") !== me &&
    itemsOf(comment, "mentions").includes(me)
  );
}

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
    .sort((a, b) => (numberOf(b, "at") ?? 0) - (numberOf(a, "at") ?? 0));
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
    useCallback(() => readOf(desk), [desk]),
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
