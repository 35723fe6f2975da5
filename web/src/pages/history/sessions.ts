import type { PersonLine } from "../../api/live";
import type { HistoryEvent } from "../../api/live_api";

// The history as people remember it: who sat down and did what, instead of every word as it was typed.

export type Became = "added" | "removed" | "moved" | "changed";

export interface Touched {
  record: string;
  kind: string;
  name: string;
  became: Became;
  /** Fields in which something else is said. */
  fields: string[];
}

export interface Session {
  /** The last update in it, which names the state after it. */
  seq: number;
  from: string;
  to: string;
  by: PersonLine | null;
  why: string;
  touched: Touched[];
}

/** A pause longer than this begins something new. */
const PAUSE_MS = 10 * 60_000;

/** Events, the newest first, as sessions, the newest first. */
export function sessionsOf(events: readonly HistoryEvent[]): Session[] {
  const groups: HistoryEvent[][] = [];
  for (const event of events) {
    const group = groups.at(-1);
    const later = group?.at(-1);
    if (group !== undefined && later !== undefined && belongs(event, later)) group.push(event);
    else groups.push([event]);
  }
  return groups.flatMap((group) => {
    const [last] = group;
    const first = group.at(-1);
    if (last === undefined || first === undefined) return [];
    return {
      seq: last.seq,
      from: first.at,
      to: last.at,
      by: last.by,
      why: last.why,
      touched: touchedIn(group.toReversed()),
    };
  });
}

function belongs(event: HistoryEvent, later: HistoryEvent): boolean {
  if (event.by?.id !== later.by?.id || event.why !== later.why) return false;
  // What is not edited by hand stands alone.
  if (event.why !== "edit") return false;
  return Date.parse(later.at) - Date.parse(event.at) <= PAUSE_MS;
}

interface Known extends Touched {
  /** It came into being in the session. */
  came: boolean;
  /** Its mark of removal was set, or taken off, after that. */
  marked: boolean;
  moved: boolean;
}

/** What became of each record over events in order of time; what came and went again is left out. */
function touchedIn(events: readonly HistoryEvent[]): Touched[] {
  const all = new Map<string, Known>();
  for (const { what } of events) {
    // A new record says of itself that it is not removed: that is no removal.
    const born = new Set(what.filter(({ field }) => field === "is").map(({ record }) => record));
    for (const { record, kind, name, field } of what) {
      const known = all.get(record) ?? {
        record,
        kind,
        name: "",
        became: "changed",
        fields: [],
        came: false,
        marked: false,
        moved: false,
      };
      all.set(record, known);
      // The last name that it had; a removed record may come without one.
      if (name !== "") known.name = name;
      if (field === "is") known.came = true;
      else if (field === "gone") known.marked ||= !born.has(record);
      else if (field === "in" || field === "rank") known.moved = true;
      else if (!known.fields.includes(field)) known.fields.push(field);
    }
  }
  return [...all.values()].flatMap(({ came, marked, moved, ...touched }) =>
    came && marked ? [] : { ...touched, became: becameOf(came, marked, moved, touched.fields) },
  );
}

function becameOf(came: boolean, marked: boolean, moved: boolean, fields: string[]): Became {
  if (came) return "added";
  if (marked) return "removed";
  return moved && fields.length === 0 ? "moved" : "changed";
}
