import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { ask, mapPath } from "../api/ask";
import { getMaps } from "../api/client";
import { lastAnswer } from "../api/last_answers";
import type { MapLine } from "../api/shapes";
import type { Rec } from "../doc/edit";
import { recordsIn } from "../doc/pictures";
import { commentKey } from "../editor/comment_key";
import { namesMe, newestFirst, readOf, subscribeRead } from "../editor/panel/read_marks";
import { useText } from "../i18n/provider";
import { hrefOf } from "../route";
import "../styles/mentions.css";

// Comments that name whoever sits here, said where no live map is open: on the list of maps, and on a map that is read.

/** A map that is open is asked for anew comments after so long. */
const EVERY_MS = 60_000;
/** What the server is still finding out is asked again after so long, and so often. */
const SOON_MS = 2_000;
const MOST_TIMES = 10;
/** Of a list, so many maps are asked for their comments: those that were changed last. */
const MOST_MAPS = 40;
const AT_ONCE = 3;
/** A comment on an action of an opportunity lies deepest; what lies deeper lies in itself. */
const DEEPEST = 10;

/** The comments that name somebody on what is on a map, the newest first. */
export function namedIn(records: readonly Rec[], me: string): readonly Rec[] {
  const all = new Map(records.map((record) => [record.id, record]));
  /** Whether it is not in the bin, nor what it lies in. */
  const isThere = ({ gone, parent }: Rec, deep = 0): boolean => {
    if (gone !== null || deep > DEEPEST) return false;
    const above = parent === null ? null : all.get(parent);
    return above === null || (above !== undefined && isThere(above, deep + 1));
  };
  return records.filter((record) => namesMe(record, me) && isThere(record)).toSorted(newestFirst);
}

async function askNamed(map: string, me: string, signal: AbortSignal): Promise<readonly Rec[]> {
  const { answer } = await ask(mapPath(map, "versions/now"), { signal });
  return namedIn(recordsIn(answer) ?? [], me);
}

/** Who sits here, where this browser knows. */
function whoIsHere(): string | null {
  const { id } = (lastAnswer("me")?.value ?? {}) as { id?: unknown };
  return typeof id === "string" ? id : null;
}

/** On a map that is read: how many comments name whoever sits here, and the way to the newest. */
export function MentionsOfMap({ id }: { id: string }) {
  const me = whoIsHere();
  const [named, setNamed] = useState<readonly Rec[]>(NONE);
  useEffect(() => {
    if (me === null) return;
    const stop = new AbortController();
    const { signal } = stop;
    let wait: ReturnType<typeof setTimeout> | undefined;
    let asked = -Infinity;
    const look = () => {
      clearTimeout(wait);
      if (document.visibilityState === "hidden") return;
      wait = setTimeout(look, EVERY_MS);
      // Who goes to and fro between tabs does not ask each time.
      if (Date.now() - asked < SOON_MS) return;
      asked = Date.now();
      askNamed(id, me, signal).then(
        (now) => {
          if (!signal.aborted) setNamed(now);
        },
        // It is asked again.
        () => undefined,
      );
    };
    look();
    document.addEventListener("visibilitychange", look, { signal });
    return () => {
      stop.abort();
      clearTimeout(wait);
    };
  }, [id, me]);
  return me === null ? null : <Badge map={id} me={me} named={named} />;
}

/** What was found on maps, as they were changed last: a list that is opened again asks for nothing twice. */
const found = new Map<string, readonly Rec[]>();

/** On each map of a list, how many comments name whoever sits here, by its id. */
export function useMentionsOf(maps: readonly MapLine[]): ReadonlyMap<string, readonly Rec[]> {
  const me = whoIsHere();
  const lines = useCounted(maps, me !== null);
  const [by, setBy] = useState<ReadonlyMap<string, readonly Rec[]>>(new Map());
  useEffect(() => {
    if (me === null) return;
    const stop = new AbortController();
    const { signal } = stop;
    const wanted = lines
      .filter(({ comments }) => comments !== null && comments > 0)
      .toSorted((a, b) => (b.changed?.at ?? "").localeCompare(a.changed?.at ?? ""))
      .slice(0, MOST_MAPS);
    const worker = async (): Promise<void> => {
      for (let line = wanted.shift(); line !== undefined; line = wanted.shift()) {
        const { id, changed } = line;
        const name = `${me} ${id} ${changed?.at ?? ""}`;
        const named = found.get(name) ?? (await askNamed(id, me, signal).catch(() => null));
        if (signal.aborted) return;
        if (named === null) continue;
        found.set(name, named);
        if (named.length > 0) setBy((before) => new Map(before).set(id, named));
      }
    };
    for (let i = 0; i < AT_ONCE; i += 1) void worker();
    return () => {
      stop.abort();
    };
  }, [lines, me]);
  return by;
}

/** The same maps, once the server knows how much is talked about on each. */
function useCounted(maps: readonly MapLine[], wanted: boolean): readonly MapLine[] {
  const [later, setLater] = useState<{ of: readonly MapLine[]; now: readonly MapLine[] } | null>(
    null,
  );
  const [times, setTimes] = useState(0);
  const now = later?.of === maps ? later.now : maps;
  const waiting = wanted && times < MOST_TIMES && now.some(({ comments }) => comments === null);
  useEffect(() => {
    if (!waiting) return;
    const stop = new AbortController();
    const wait = setTimeout(() => {
      getMaps(stop.signal).then(
        (answer) => {
          if (stop.signal.aborted) return;
          setLater({ of: maps, now: answer });
          setTimes((times) => times + 1);
        },
        () => undefined,
      );
    }, SOON_MS);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [waiting, times, maps]);
  return now;
}

/** On one map of a list. */
export function MentionsIn(props: { map: string; of: ReadonlyMap<string, readonly Rec[]> }) {
  const { map, of } = props;
  const me = whoIsHere();
  const named = of.get(map);
  return me === null || named === undefined ? null : <Badge map={map} me={me} named={named} />;
}

/** How many of them are unread, and the way to the newest; nothing where all were read. */
function Badge(props: { map: string; me: string; named: readonly Rec[] }) {
  const { map, me, named } = props;
  const t = useText();
  const known = useSyncExternalStore(
    subscribeRead,
    useCallback(() => readOf(map, me), [map, me]),
  );
  const unread = named.filter(({ id }) => !known.has(id));
  const [newest] = unread;
  if (newest === undefined) return null;
  return (
    <a
      className="mentions-of"
      href={hrefOf({ page: "map", id: map, view: "edit", key: commentKey(newest.id) })}
    >
      <span aria-hidden="true">@ {unread.length}</span>
      <span className="unseen">{t("edit-mentions-unread", { count: unread.length })}</span>
    </a>
  );
}

const NONE: readonly Rec[] = [];
