import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { openAsking } from "../api/asking";
import { getMapList, getMentions } from "../api/client";
import { lastAnswer } from "../api/last_answers";
import type { MapList, Mention } from "../api/shapes";
import { commentKey } from "../editor/comment_key";
import { readOf, subscribeRead } from "../editor/panel/read_marks";
import { useText } from "../i18n/provider";
import { hrefOf } from "../route";
import "../styles/mentions.css";

// Comments that name whoever sits here, said where no live map is open: on the list of maps, and on a map that is read. The server
// tells which they are, without opening a map for it.

/** A map that is read is asked for anew comments after so long. */
const EVERY_MS = 60_000;
/** What the server is still finding out is asked again after so long, and so often. */
const SOON_MS = 2_000;
const MOST_TIMES = 10;

/** Who sits here, where this browser knows. */
function whoIsHere(): string | null {
  const { id } = (lastAnswer("me")?.value ?? {}) as { id?: unknown };
  return typeof id === "string" ? id : null;
}

/** On a map that is read: how many comments name whoever sits here, and the way to the newest. */
export function MentionsOfMap({ id }: { id: string }) {
  const me = whoIsHere();
  const [named, setNamed] = useState<readonly Mention[]>(NONE);
  useEffect(() => {
    if (me === null) return;
    const asking = openAsking({
      ask: (signal) => getMentions(id, signal),
      answered: setNamed,
      every: EVERY_MS,
    });
    return asking.stop;
  }, [id, me]);
  return me === null ? null : <Badge map={id} me={me} named={named} />;
}

/** On each map of a list, the comments that name whoever sits here, by its id. */
export function useMentionsOf(list: MapList | null): ReadonlyMap<string, readonly Mention[]> {
  const known = useSettled(list, whoIsHere() !== null);
  return useMemo(() => new Map(known?.maps.map(({ id, mentions }) => [id, mentions])), [known]);
}

/** The same list, once the server knows what is talked about on each map. */
function useSettled(list: MapList | null, wanted: boolean): MapList | null {
  const [later, setLater] = useState<{ of: MapList; now: MapList; times: number } | null>(null);
  const { now, times } = later?.of === list ? later : { now: list, times: 0 };
  const waiting = wanted && times < MOST_TIMES && now?.waiting === true;
  useEffect(() => {
    if (!waiting || list === null) return;
    const stop = new AbortController();
    const settle = (now: MapList) => {
      if (!stop.signal.aborted) setLater({ of: list, now, times: times + 1 });
    };
    const wait = setTimeout(() => {
      getMapList(stop.signal).then(settle, () => {
        // It is asked again.
        settle(now);
      });
    }, SOON_MS);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [waiting, times, list, now]);
  return now;
}

/** On one map of a list. */
export function MentionsIn(props: { map: string; of: ReadonlyMap<string, readonly Mention[]> }) {
  const { map, of } = props;
  const me = whoIsHere();
  const named = of.get(map);
  return me === null || named === undefined ? null : <Badge map={map} me={me} named={named} />;
}

/** How many of them are unread, and the way to the newest; nothing where all were read. */
function Badge(props: { map: string; me: string; named: readonly Mention[] }) {
  const { map, me, named } = props;
  const t = useText();
  const known = useSyncExternalStore(
    subscribeRead,
    useCallback(() => readOf(map, me), [map, me]),
  );
  const unread = named.filter(({ comment }) => !known.has(comment));
  const [newest] = unread;
  if (newest === undefined) return null;
  return (
    <a
      className="mentions-of"
      href={hrefOf({ page: "map", id: map, view: "edit", key: commentKey(newest.comment) })}
    >
      <span aria-hidden="true">@ {unread.length}</span>
      <span className="unseen">{t("edit-mentions-unread", { count: unread.length })}</span>
    </a>
  );
}

const NONE: readonly Mention[] = [];
