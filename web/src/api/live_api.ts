// What is asked beside the wire of the live map: who one is, new maps, history, versions, proposals, personas. See docs/live-document.md.
import { ask, get, mapPath, orNull, post } from "./ask";
import { hasEvents } from "./has_events";
import { keepAnswer } from "./last_answers";
import type { components } from "./schema";
import type { Question } from "./shapes";

type Shapes = components["schemas"];

/** Who somebody is. */
export type PersonLine = Shapes["Person"];
/** What a claim would be worth. */
export type Weighed = Shapes["Weighed"];
/** A map as in `*.journey.json`; `schemas/map.schema.json` says more. */
export type JourneyMap = Shapes["JourneyMap"];
export type JourneyStage = Shapes["Stage"];
export type JourneyStep = Shapes["Step"];
export type Template = Shapes["Template"];
/** Something that happened; what an older server kept says less. */
export type HistoryEvent = Omit<Shapes["Event"], "said" | "what" | "proposal"> & {
  /** The proposal that it was accepted from. */
  proposal?: OfProposal | null | undefined;
  said?: string[] | undefined;
  what: (Omit<Shapes["What"], "how" | "from" | "to"> & {
    how?: How | null | undefined;
    from?: string | null | undefined;
    to?: string | null | undefined;
  })[];
};
/** What became of a record. */
export type How = Shapes["How"];
/** What happened, and what was declined in that time; each the newest first. */
export interface Past {
  history: HistoryEvent[];
  declined: Declined[];
}
export type VersionLine = Shapes["VersionLine"];
/** As much of a record as is shown of it. */
export type RecordLine = Pick<Shapes["Record"], "kind" | "parent" | "text">;
/** A map as it was. */
export type MapThen = Shapes["Was"];
export type Change = Shapes["Change"];
/** What differs between two versions, and the keys on both maps at which that stands, by record. */
export type Compared = Shapes["Compared"];
/** The proposal that something comes from. */
export type OfProposal = Shapes["OfProposal"];
/** An edit that was proposed and declined. */
export type Declined = Omit<Shapes["Declined"], "edit" | "would"> & {
  would: HistoryEvent["what"];
};
export type Decision = Shapes["Decision"];
export type Proposal = Omit<Shapes["ProposalLine"], "edits"> & {
  edits: (Omit<Shapes["Proposed"], "by" | "decided"> & {
    /** Who decided and when; absent while it is open, and where an older server kept it. */
    by?: PersonLine | null | undefined;
    decided?: string | null | undefined;
  })[];
};
export type Persona = Shapes["Persona"];
/** How many journeys are a persona's. */
export type PersonaSize = Shapes["Persons"];
export type SizedPersona = Shapes["SizedPersona"];

/** An activity of the events, and how often it happened. */
export interface ActivityCount {
  activity: string;
  events: number;
  journeys: number;
}

/** A persona as it was read, with the tag that guards against writing over somebody else's words. */
export interface TaggedPersona extends SizedPersona {
  etag: string | null;
}

function personaPath(name: string): string {
  return `/api/v1/personas/${encodeURIComponent(name)}`;
}

/** Who one is; `null` for nobody. */
export async function getMe(signal: AbortSignal): Promise<PersonLine | null> {
  const me = await get<PersonLine | null>("/api/v1/people/me", signal);
  if (me !== null) keepAnswer("me", me);
  return me;
}

export async function joinAs(name: string, colour: string): Promise<PersonLine> {
  const me = await post<PersonLine>("/api/v1/people", { name, colour });
  keepAnswer("me", me);
  return me;
}

export async function getPeople(signal: AbortSignal): Promise<PersonLine[]> {
  return (await get<Shapes["People"]>("/api/v1/people", signal)).people;
}

export function weigh(
  id: string,
  step: string | null,
  claim: unknown,
  /** The card that makes the claim: it takes the place of the one that it makes now. */
  card: string,
  /** Whose journeys; all where there is none. */
  persona: string | null,
  signal: AbortSignal,
): Promise<Weighed> {
  const body = {
    ...(step === null ? {} : { step }),
    claim,
    card,
    ...(persona === null ? {} : { persona }),
  };
  return post(mapPath(id, "weigh"), body, signal);
}

/** Every activity of the events with its counts, the most frequent first. */
export async function getActivities(signal: AbortSignal): Promise<ActivityCount[]> {
  if (!(await hasEvents(signal))) return [];
  const question: Question = { op: "counts" };
  const asked = post<{ answer: { activities?: ActivityCount[] } }>("/api/v1/ask", question, signal);
  const { activities = [] } = (await asked).answer;
  return activities.toSorted((a, b) => b.journeys - a.journeys);
}

/** Maps to begin with; `null` where the server has none. */
export async function getTemplates(
  language: string,
  signal: AbortSignal,
): Promise<Template[] | null> {
  const answer = await orNull(
    get<{ templates: Template[] }>(`/api/v1/templates?language=${language}`, signal),
  );
  return answer === null ? null : answer.templates;
}

export function makeMap(map: JourneyMap): Promise<{ id: string }> {
  return post("/api/v1/maps", { map });
}

/** A first map discovered from the events. */
export function draftMap(name: string): Promise<{ id: string }> {
  return post("/api/v1/draft", { name });
}

/** What happened before an update, the newest first; the newest of all without one. */
export async function getHistory(
  id: string,
  before: number | null,
  signal: AbortSignal,
): Promise<HistoryEvent[]> {
  return (await getPast(id, before, signal)).history;
}

/** The same, with what was declined in that time. */
export async function getPast(
  id: string,
  before: number | null,
  signal: AbortSignal,
): Promise<Past> {
  const rest = before === null ? "history" : `history?before=${before}`;
  const past = await get<{ history: HistoryEvent[]; declined?: Declined[] }>(
    mapPath(id, rest),
    signal,
  );
  return { history: past.history, declined: past.declined ?? [] };
}

export async function getVersions(id: string, signal: AbortSignal): Promise<VersionLine[]> {
  return (await get<Shapes["Versions"]>(mapPath(id, "versions"), signal)).versions;
}

export function nameVersion(id: string, name: string, seq?: number): Promise<VersionLine> {
  return post(mapPath(id, "versions"), { name, ...(seq === undefined ? {} : { seq }) });
}

/** The map as it was: at a version's number, `seq-N`, or `now`. */
export function getVersion(id: string, version: string, signal: AbortSignal): Promise<MapThen> {
  return get(mapPath(id, `versions/${encodeURIComponent(version)}`), signal);
}

export function compareVersions(
  id: string,
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<Compared> {
  const path = `versions/${encodeURIComponent(from)}/compare/${encodeURIComponent(to)}`;
  return get(mapPath(id, path), signal);
}

/** Brings a version back; the present is named first, as the version `before`. */
export function restoreVersion(id: string, version: string): Promise<{ before: number }> {
  return post(mapPath(id, `versions/${encodeURIComponent(version)}/restore`), {});
}

export async function getProposals(id: string, signal: AbortSignal): Promise<Proposal[]> {
  return (await get<Shapes["Proposals"]>(mapPath(id, "proposals"), signal)).proposals;
}

/** Accepts and declines edits by their places in a proposal. What cannot be made stays open, and is said. */
export function decideProposal(
  id: string,
  proposal: number,
  decisions: { accept: number[]; decline: number[] },
): Promise<{ proposal: Proposal; refused?: { edit: number; detail: string }[] }> {
  return post(mapPath(id, `proposals/${proposal}`), decisions);
}

/** Names of all personas; `null` where the server does not list them. */
export async function getPersonaNames(signal: AbortSignal): Promise<string[] | null> {
  const answer = await orNull(get<Shapes["Personas"]>("/api/v1/personas", signal));
  return answer === null ? null : answer.personas;
}

/** A persona; `null` where there is none of that name. */
export async function getPersona(name: string, signal: AbortSignal): Promise<TaggedPersona | null> {
  const reply = await orNull(ask(personaPath(name), { signal }));
  return reply === null ? null : { ...(reply.answer as SizedPersona), etag: reply.etag };
}

/** Writes a persona: a new one without a tag, else the one that was read with it. */
export async function putPersona(
  name: string,
  persona: Persona,
  etag: string | null,
): Promise<TaggedPersona> {
  const headers: Record<string, string> = etag === null ? {} : { "if-match": etag };
  const reply = await ask(personaPath(name), { method: "PUT", body: persona, headers });
  return { ...(reply.answer as SizedPersona), etag: reply.etag };
}

/** How many journeys a filter keeps; all of them without one. */
export async function countJourneys(where: string | null, signal: AbortSignal): Promise<number> {
  return (await countedBy(where, signal)).journeys;
}

/** Journeys that a filter keeps, and what is noted of it: values that no event has. */
export async function countedBy(
  where: string | null,
  signal: AbortSignal,
): Promise<{ journeys: number; notes: readonly string[] }> {
  const body = { op: "counts", ...(where === null ? {} : { where }) };
  const reply = await ask("/api/v1/ask", { method: "POST", body, signal });
  const { journeys, notes } = reply.answer as Shapes["Answer"];
  return { journeys, notes };
}
