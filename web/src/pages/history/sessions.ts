import type { PersonLine } from "../../api/live_api";
import type { Declined, HistoryEvent, How, OfProposal } from "../../api/live_api";

// The history as people remember it: who sat down and did what, instead of every word as it was typed.

/** A field in which something else is said than before, or a place that is another. */
export interface Said {
  /** `in` where it lies in something else, `rank` where it lies after something else. */
  field: string;
  /** What was said before and after, as far as it was kept; `null` for nothing. */
  from: string | null;
  to: string | null;
  /** Whether what was said was kept at all: an older server did not. */
  kept: boolean;
}

/** A record as people call it. */
export interface Named {
  kind: string;
  name: string;
}

export interface Touched {
  record: string;
  kind: string;
  name: string;
  /** What a vote is for; `null` where that is not known, and for all else. */
  about: Named | null;
  became: How;
  /** In the order in which they were touched. */
  fields: Said[];
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
  /** The proposal that was accepted or declined; `null` where nothing was proposed. */
  proposal: OfProposal | null;
}

/** Why of a session in which nothing was changed: somebody declined what was proposed. */
export const DECLINED = "declined";

/** Codes that say no more than what became of each record. */
const PLAIN: ReadonlySet<string> = new Set([
  "add",
  "write",
  "set",
  "remove",
  "bring-back",
  "move",
  "rename",
  "sort",
]);

/** A pause longer than this begins something new. */
const PAUSE_MS = 10 * 60_000;
/** Who goes on so soon, while others edit too, is still at the same. */
const SIDE_BY_SIDE_MS = 60_000;

/** Events and what was declined, each the newest first, as sessions, the newest first. */
export function sessionsOf(
  events: readonly HistoryEvent[],
  declined: readonly Declined[] = [],
): Session[] {
  const sessions = changing(events);
  for (const refusal of declinedOf(declined, events)) {
    const at = sessions.findIndex(({ to }) => Date.parse(to) <= Date.parse(refusal.to));
    sessions.splice(at < 0 ? sessions.length : at, 0, refusal);
  }
  return sessions;
}

/** What was declined, that of one proposal by one person in one go together; it touched nothing, and says what it would have. */
function declinedOf(declined: readonly Declined[], events: readonly HistoryEvent[]): Session[] {
  const groups: Declined[][] = [];
  for (const one of declined) {
    const later = groups.at(-1)?.at(-1);
    const together =
      later?.proposal === one.proposal &&
      later.by?.id === one.by?.id &&
      Date.parse(later.at) - Date.parse(one.at) <= PAUSE_MS;
    if (together) groups.at(-1)?.push(one);
    else groups.push([one]);
  }
  return groups.flatMap((group) => {
    const [last] = group;
    const first = group.at(-1);
    if (last === undefined || first === undefined) return [];
    const before = events.find(({ at }) => Date.parse(at) <= Date.parse(last.at));
    // What an older server kept does not say what it would have changed, but what it was to do.
    const unsaid = group.filter(({ would }) => would.length === 0).map(({ says }) => says);
    return {
      seq: before?.seq ?? 0,
      from: first.at,
      to: last.at,
      by: last.by ?? null,
      why: DECLINED,
      said: unsaid.filter((says) => says !== ""),
      touched: group.toReversed().flatMap(({ would }) => touchedIn([{ what: would }])),
      proposal: { proposal: last.proposal, from: last.from, why: last.why },
    };
  });
}

function changing(events: readonly HistoryEvent[]): Session[] {
  const groups: HistoryEvent[][] = [];
  for (const event of events) {
    const group = sittingOf(event, groups);
    if (group === undefined) groups.push([event]);
    else group.push(event);
  }
  const named = namesIn(events);
  return groups.flatMap((group) => {
    const [last] = group;
    const first = group.at(-1);
    if (last === undefined || first === undefined) return [];
    const touched = touchedIn(group.toReversed(), named);
    // Undone and done again: nothing of it is left to tell.
    if (last.why === "edit" && touched.length === 0) return [];
    return {
      seq: last.seq,
      from: first.at,
      to: last.at,
      by: last.by,
      why: last.why,
      said: [...new Set(group.toReversed().flatMap(({ said }) => said ?? []))].filter(
        (code) => !PLAIN.has(code),
      ),
      touched,
      proposal: last.proposal ?? null,
    };
  });
}

/** What an event goes on with: the last that happened, or what the same person did while others edited in between. */
function sittingOf(event: HistoryEvent, groups: HistoryEvent[][]): HistoryEvent[] | undefined {
  // What is not edited by hand stands alone, and nobody goes on over it.
  if (event.why !== "edit") return undefined;
  for (const [i, group] of groups.toReversed().entries()) {
    const later = group.at(-1);
    if (later?.why !== "edit") return undefined;
    const pause = Date.parse(later.at) - Date.parse(event.at);
    if (event.by?.id === later.by?.id)
      return pause <= (i === 0 ? PAUSE_MS : SIDE_BY_SIDE_MS) ? group : undefined;
    if (pause > SIDE_BY_SIDE_MS) return undefined;
  }
  return undefined;
}

/** What records were called last. */
function namesIn(events: readonly HistoryEvent[]): ReadonlyMap<string, Named> {
  const names = new Map<string, Named>();
  for (const { what } of events)
    for (const { record, kind, name } of what)
      if (name !== "" && !names.has(record)) names.set(record, { kind, name });
  return names;
}

/** What a vote is for, as the server kept it. An older one did not: its id begins with that of the card. */
function aboutOf(
  { record, kind, about }: HistoryEvent["what"][number],
  names: ReadonlyMap<string, Named>,
): Named | null {
  if (kind !== "vote") return null;
  if (about != null && about.name !== "") return about;
  return names.get(/^(.+)\.vote\./.exec(record)?.[1] ?? "") ?? null;
}

interface Known extends Touched {
  /** It came into being in the session. */
  came: boolean;
  /** What became of it first and last, where it went or came back after that. */
  life: [How, How] | null;
  renamed: boolean;
}

/** What became of each record over events in order of time; what came and went again, and what is as it was, is left out. */
function touchedIn(
  events: readonly Pick<HistoryEvent, "what">[],
  names: ReadonlyMap<string, Named> = new Map(),
): Touched[] {
  const all = new Map<string, Known>();
  for (const { what } of events) {
    // A new record says of itself that it is not removed: that is no removal.
    const born = new Set(what.filter(({ field }) => field === "is").map(({ record }) => record));
    for (const one of what) {
      const { record, kind, name, field, how, from = null, to = null } = one;
      const known = all.get(record) ?? {
        record,
        kind,
        name: "",
        about: aboutOf(one, names),
        became: "changed",
        fields: [],
        came: false,
        life: null,
        renamed: false,
      };
      all.set(record, known);
      // The last name that it had; a removed record may come without one.
      if (name !== "") known.name = name;
      if (field === "is") known.came = true;
      else if (field === "gone") {
        // What an older server kept does not say whether it went or came back.
        if (!born.has(record)) known.life = [known.life?.[0] ?? how ?? "removed", how ?? "removed"];
      } else {
        if (how === "renamed") known.renamed = true;
        const kept = from !== null || to !== null;
        const said = known.fields.find((one) => one.field === field);
        if (said === undefined) known.fields.push({ field, from, to, kept });
        else if (kept) {
          said.to = to;
          if (!said.kept) [said.from, said.kept] = [from, true];
        } else if (said.kept) said.to = null;
      }
    }
  }
  return [...all.values()].flatMap(({ came, life, renamed, ...touched }) => {
    if (came)
      return life?.[1] === "removed"
        ? []
        : { ...touched, became: "added", fields: touched.fields.filter((one) => !isPlace(one)) };
    const fields = placed(touched.fields.filter(isOther));
    const nothingElse = touched.fields.length === 0;
    // What was there and is there again, or was in the bin and is there again, did not go and did not come.
    if (life !== null && life[0] === life[1])
      return { ...touched, name: nameWith(touched, life[0]), fields, became: life[0] };
    if (life !== null && nothingElse) return [];
    if (fields.length === 0) return [];
    return { ...touched, fields, became: becameOf(renamed, fields) };
  });
}

/** Undoing takes a card's words away before the card: what went is told by what it was called before. */
function nameWith({ name, fields }: Pick<Touched, "name" | "fields">, became: How): string {
  if (became !== "removed") return name;
  const words =
    fields.find(({ field }) => field === "name") ?? fields.find(({ field }) => field === "text");
  return words?.from == null ? name : Array.from(words.from).slice(0, MOST_OF_NAME).join("");
}

/** Characters of a name that the server tells. */
const MOST_OF_NAME = 80;

function isPlace({ field }: Said): boolean {
  return field === "in" || field === "rank";
}

/** Whether it is not again as it was. Of a long text only the beginning is kept, which may be the same. */
function isOther({ from, to, kept }: Said): boolean {
  return !kept || from !== to || from?.endsWith("…") === true;
}

/** What lies in something else lies after something else, too: once is enough. */
function placed(fields: Said[]): Said[] {
  const elsewhere = fields.some(({ field }) => field === "in");
  return elsewhere ? fields.filter(({ field }) => field !== "rank") : fields;
}

function becameOf(renamed: boolean, fields: readonly Said[]): How {
  if (fields.every(isPlace)) return "moved";
  return renamed && fields.length === 1 ? "renamed" : "changed";
}

/** Records of one kind that became the same in one go, told as one. */
export interface Group {
  first: Touched;
  all: Touched[];
}

/** Fewer than so many stand each for themselves. */
const MANY = 3;

/** Touched records as they are told: many of one kind that were added, removed or brought back stand together. */
export function grouped(touched: readonly Touched[]): Group[] {
  const alike = new Map<string, Touched[]>();
  const groupOf = (one: Touched) => `${one.became} ${one.kind}`;
  for (const one of touched)
    if (isWhole(one)) alike.set(groupOf(one), [...(alike.get(groupOf(one)) ?? []), one]);
  return touched.flatMap((one): Group[] => {
    const all = isWhole(one) ? (alike.get(groupOf(one)) ?? []) : [];
    if (all.length < MANY) return [{ first: one, all: [one] }];
    return all[0] === one ? [{ first: one, all }] : [];
  });
}

function isWhole({ became }: Touched): boolean {
  return became === "added" || became === "removed" || became === "brought_back";
}

/** Whose and what is shown; `null` for everything. */
export interface Wanted {
  /** A person's id, or `file` for what nobody did. */
  who: string | null;
  /** A kind of records. */
  kind: string | null;
}

/** Sessions of a person, and in them what became of records of a kind. */
export function wantedOf(sessions: readonly Session[], { who, kind }: Wanted): Session[] {
  return sessions.flatMap((session) => {
    if (who !== null && (session.by?.id ?? "file") !== who) return [];
    if (kind === null) return [session];
    const touched = session.touched.filter((one) => one.kind === kind);
    return touched.length === 0 ? [] : [{ ...session, touched }];
  });
}
