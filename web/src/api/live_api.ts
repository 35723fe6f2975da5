// Addresses of docs/live-document.md that stand beside the wire: new maps, history, versions, proposals, personas.
import { getMe, statusOf, type PersonLine } from "./live";
import { isProblem, TroubleError } from "./problem";

/** A map as in `*.journey.json`; `schemas/map.schema.json` says more. */
export interface JourneyMap {
  wayline: number;
  map: string;
  kind?: string;
  occasion?: string | null;
  goal?: { text: string } | null;
  actors?: string[];
  stages: JourneyStage[];
}

export interface JourneyStage {
  stage: string;
  question?: string | null;
  task?: string | null;
  steps: JourneyStep[];
}

export interface JourneyStep {
  step: string;
  touchpoints?: string[];
  channels?: string[];
  action?: string | null;
  need?: string[];
  think?: string[];
  emotion?: { feel?: string | null; value?: number | null; from?: string | null } | null;
  serve?: Record<string, string[]>;
  pains?: { pain: string }[];
  opportunities?: { opportunity: string; action?: JourneyAction | null }[];
  ideas?: string[];
}

export interface JourneyAction {
  action?: string | null;
  owner?: string | null;
  due?: string | null;
  status?: string;
}

export interface Template {
  id: string;
  name: string;
  about: string;
  map: JourneyMap;
}

export interface HistoryEvent {
  seq: number;
  at: string;
  /** `null` where the map's file was changed or the map came into being. */
  by: PersonLine | null;
  why: string;
  what: { record: string; kind: string; name: string; field: string }[];
}

export interface VersionLine {
  version: number;
  name: string;
  at: string;
  by: PersonLine | null;
  made: string;
  seq: number;
}

export interface RecordLine {
  kind: string;
  parent: string | null;
  text: Record<string, string>;
}

export interface MapThen {
  map: JourneyMap;
  records: Record<string, RecordLine>;
}

export interface Change {
  record: string;
  kind: string;
  name: string;
  change: "added" | "removed" | "moved" | "changed";
  field?: string;
  from?: string;
  to?: string;
}

export type Decision = "open" | "accepted" | "declined";

export interface Proposal {
  proposal: number;
  from: string;
  why: string;
  at: string;
  edits: { edit: unknown; says: string; state: Decision }[];
}

export interface Persona {
  wayline: number;
  persona: string;
  name?: string | null;
  rule?: string | null;
  needs?: string[];
  goals?: string[];
  frustrations?: string[];
  quotes?: string[];
  channels?: string[];
}

/** How many journeys are a persona's. */
export interface PersonaSize {
  journeys: number | null;
  of: number | null;
  why?: string | null;
}

export interface SizedPersona {
  persona: Persona;
  size: PersonaSize;
}

/** A persona as it was read, with the tag that guards against writing over somebody else's words. */
export interface TaggedPersona extends SizedPersona {
  etag: string | null;
}

interface Ask {
  signal?: AbortSignal | undefined;
  method?: "GET" | "POST" | "PUT";
  body?: unknown;
  headers?: Record<string, string>;
}

async function ask(path: string, { signal, method = "GET", body, headers }: Ask) {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal: signal ?? null,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new TroubleError({ kind: "unreachable" });
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return { answer, etag: response.headers.get("etag") };
  if (isProblem(answer)) throw new TroubleError({ kind: "problem", problem: answer });
  throw new TroubleError({ kind: "strange", status: response.status });
}

async function get<T>(path: string, signal: AbortSignal): Promise<T> {
  return (await ask(path, { signal })).answer as T;
}

async function post<T>(path: string, body: unknown): Promise<T> {
  return (await ask(path, { method: "POST", body })).answer as T;
}

/** `null` where the server knows no such address or thing. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof TroubleError && statusOf(error) === 404) return null;
    throw error;
  }
}

function mapPath(id: string, rest: string): string {
  return `/api/v1/maps/${encodeURIComponent(id)}/${rest}`;
}

function personaPath(name: string): string {
  return `/api/v1/personas/${encodeURIComponent(name)}`;
}

/** Who one is; `null` for nobody, whichever way the server says that. */
export function whoIsHere(signal: AbortSignal): Promise<PersonLine | null> {
  return orNull(getMe(signal));
}

/** Maps to begin with; `null` where the server has none. */
export async function getTemplates(signal: AbortSignal): Promise<Template[] | null> {
  const answer = await orNull(
    get<Template[] | { templates: Template[] }>("/api/v1/templates", signal),
  );
  return answer === null || Array.isArray(answer) ? answer : answer.templates;
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
  const rest = before === null ? "history" : `history?before=${before}`;
  const answer = await get<HistoryEvent[] | { history: HistoryEvent[] }>(mapPath(id, rest), signal);
  return Array.isArray(answer) ? answer : answer.history;
}

export async function getVersions(id: string, signal: AbortSignal): Promise<VersionLine[]> {
  const answer = await get<VersionLine[] | { versions: VersionLine[] }>(
    mapPath(id, "versions"),
    signal,
  );
  return Array.isArray(answer) ? answer : answer.versions;
}

export function nameVersion(id: string, name: string, seq?: number): Promise<VersionLine> {
  return post(mapPath(id, "versions"), { name, ...(seq === undefined ? {} : { seq }) });
}

/** The map as it was: at a version's number, `seq-N`, or `now`. */
export function getVersion(id: string, version: string, signal: AbortSignal): Promise<MapThen> {
  return get(mapPath(id, `versions/${encodeURIComponent(version)}`), signal);
}

export async function compareVersions(
  id: string,
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<Change[]> {
  const path = `versions/${encodeURIComponent(from)}/compare/${encodeURIComponent(to)}`;
  return (await get<{ changes: Change[] }>(mapPath(id, path), signal)).changes;
}

/** Brings a version back; the present is named first, as the version `before`. */
export function restoreVersion(id: string, version: string): Promise<{ before: number }> {
  return post(mapPath(id, `versions/${encodeURIComponent(version)}/restore`), {});
}

export async function getProposals(id: string, signal: AbortSignal): Promise<Proposal[]> {
  const answer = await get<Proposal[] | { proposals: Proposal[] }>(
    mapPath(id, "proposals"),
    signal,
  );
  return Array.isArray(answer) ? answer : answer.proposals;
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
  const answer = await orNull(
    get<PersonaEntry[] | { personas: PersonaEntry[] }>("/api/v1/personas", signal),
  );
  if (answer === null) return null;
  const entries = Array.isArray(answer) ? answer : answer.personas;
  return entries.map((entry) => (typeof entry === "string" ? entry : (entry.id ?? entry.name)));
}

type PersonaEntry = string | { id?: string; name: string };

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
  const body = { op: "counts", ...(where === null ? {} : { where }) };
  const reply = await ask("/api/v1/ask", { method: "POST", body, signal });
  return (reply.answer as { journeys: number }).journeys;
}
