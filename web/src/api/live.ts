// What the editor asks of the server beside the wire of the live map: see docs/live-document.md.
import { isProblem, TroubleError } from "./problem";
import type { Evidence, Grade, Question, ResolvedMap } from "./shapes";

/** Who somebody is. */
export interface PersonLine {
  id: string;
  name: string;
  colour: string;
}

/** What a claim would be worth. */
export interface Weighed {
  grade: Grade;
  why: string;
  detail: string | null;
  evidence: Evidence[];
}

/** An activity of the events, and how often it happened. */
export interface ActivityCount {
  activity: string;
  events: number;
  journeys: number;
}

async function ask<T>(path: string, signal: AbortSignal | null, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      signal,
      ...(body === undefined
        ? {}
        : {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(body),
          }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new TroubleError({ kind: "unreachable" });
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer as T;
  if (isProblem(answer)) throw new TroubleError({ kind: "problem", problem: answer });
  throw new TroubleError({ kind: "strange", status: response.status });
}

function mapPath(id: string, rest: string): string {
  return `/api/v1/maps/${encodeURIComponent(id)}/${rest}`;
}

/** Who one is; `null` for nobody. */
export function getMe(signal: AbortSignal): Promise<PersonLine | null> {
  return ask("/api/v1/people/me", signal);
}

export function joinAs(name: string, colour: string): Promise<PersonLine> {
  return ask("/api/v1/people", null, { name, colour });
}

export async function getPeople(signal: AbortSignal): Promise<PersonLine[]> {
  const answer = await ask<PersonLine[] | { people: PersonLine[] }>("/api/v1/people", signal);
  return Array.isArray(answer) ? answer : answer.people;
}

export function getFigures(
  id: string,
  signal: AbortSignal,
): Promise<{ map: ResolvedMap; ids: Record<string, string> }> {
  return ask(mapPath(id, "figures"), signal);
}

export function weigh(
  id: string,
  step: string | null,
  claim: unknown,
  signal: AbortSignal,
): Promise<Weighed> {
  return ask(mapPath(id, "weigh"), signal, { ...(step === null ? {} : { step }), claim });
}

/** Every activity of the events with its counts, the most frequent first. */
export async function getActivities(signal: AbortSignal): Promise<ActivityCount[]> {
  const question: Question = { op: "counts" };
  const answer = await ask<{ answer: { activities?: ActivityCount[] } }>(
    "/api/v1/ask",
    signal,
    question,
  );
  return (answer.answer.activities ?? []).toSorted((a, b) => b.journeys - a.journeys);
}

/** The HTTP status that a trouble came with; `null` where nobody answered. */
export function statusOf({ trouble }: TroubleError): number | null {
  if (trouble.kind === "problem") return trouble.problem.status;
  return trouble.kind === "strange" ? trouble.status : null;
}
