import type { PersonLine } from "../../api/live_api";
import type { HistoryEvent, How } from "../../api/live_api";

// The history as people remember it: who sat down and did what, instead of every word as it was typed.

export interface Touched {
  record: string;
  kind: string;
  name: string;
  became: How;
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
  /** Why, as the person or their page said, each once; what the list of records says anyway is left out. */
  said: string[];
  touched: Touched[];
}

/** Codes that say no more than what became of each record. */
const PLAIN: ReadonlySet<string> = new Set(["add", "write", "set", "remove", "bring-back", "move"]);

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
      said: [...new Set(group.toReversed().flatMap(({ said }) => said ?? []))].filter(
        (code) => !PLAIN.has(code),
      ),
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
  /** What became of it first and last, where it went or came back after that. */
  life: [How, How] | null;
  renamed: boolean;
  moved: boolean;
}

/** What became of each record over events in order of time; what came and went again is left out. */
function touchedIn(events: readonly HistoryEvent[]): Touched[] {
  const all = new Map<string, Known>();
  for (const { what } of events) {
    // A new record says of itself that it is not removed: that is no removal.
    const born = new Set(what.filter(({ field }) => field === "is").map(({ record }) => record));
    for (const { record, kind, name, field, how } of what) {
      const known = all.get(record) ?? {
        record,
        kind,
        name: "",
        became: "changed",
        fields: [],
        came: false,
        life: null,
        renamed: false,
        moved: false,
      };
      all.set(record, known);
      // The last name that it had; a removed record may come without one.
      if (name !== "") known.name = name;
      if (field === "is") known.came = true;
      else if (field === "gone") {
        // What an older server kept does not say whether it went or came back.
        if (!born.has(record)) known.life = [known.life?.[0] ?? how ?? "removed", how ?? "removed"];
      } else if (field === "in" || field === "rank") known.moved = true;
      else {
        if (how === "renamed") known.renamed = true;
        if (!known.fields.includes(field)) known.fields.push(field);
      }
    }
  }
  return [...all.values()].flatMap(({ came, life, renamed, moved, ...touched }) => {
    if (came) return life?.[1] === "removed" ? [] : { ...touched, became: "added" };
    const nothingElse = !moved && touched.fields.length === 0;
    // What was there and is there again, or was in the bin and is there again, did not go and did not come.
    if (life !== null && life[0] === life[1]) return { ...touched, became: life[0] };
    if (life !== null && nothingElse) return [];
    return { ...touched, became: becameOf(moved, renamed, touched.fields) };
  });
}

function becameOf(moved: boolean, renamed: boolean, fields: string[]): How {
  if (moved && fields.length === 0) return "moved";
  return renamed && !moved && fields.length === 1 ? "renamed" : "changed";
}
