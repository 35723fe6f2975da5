import { ask, mapPath, statusOf } from "../../api/ask";
import type { OfPersona, PartFigures } from "../../api/parts";
import { TroubleError } from "../../api/problem";
import type { ProblemBody, ResolvedMap } from "../../api/shapes";

// A map as it is looked at: over all journeys, or over those of a persona.

export interface Part {
  map: ResolvedMap;
  persona?: OfPersona | null;
  /** That no journey of the map is the persona's. */
  nobody?: ProblemBody;
  /** Another one, when it is asked for again, means another map or other figures. */
  tag: string | null;
}

/** The map with its figures: of all journeys, or of a persona's. */
export async function getPart(
  id: string,
  persona: string | null,
  signal: AbortSignal,
): Promise<Part> {
  const part = await getNewerPart(id, persona, null, signal);
  // It is not what is known, for nothing is.
  if (part === null) throw new TroubleError({ kind: "strange", status: 304 });
  return part;
}

/** The same where it is another one than that with the tag, else `null`. */
export async function getNewerPart(
  id: string,
  persona: string | null,
  known: string | null,
  signal: AbortSignal,
): Promise<Part | null> {
  if (persona === null) return mapOf(id, known, signal);
  const figures = mapPath(id, `figures?persona=${encodeURIComponent(persona)}`);
  try {
    const reply = await askNewer(figures, known, signal);
    if (reply === null) return null;
    const { map, persona } = reply.answer as PartFigures;
    return { map, tag: reply.etag, ...(persona === undefined ? {} : { persona }) };
  } catch (error) {
    const nobody = problemOf(error);
    if (nobody?.status !== 422) throw error;
    // The map itself is there; it is the persona of whom there is nobody on it.
    const map = await mapOf(id, known, signal);
    return map === null ? null : { ...map, nobody };
  }
}

async function mapOf(id: string, known: string | null, signal: AbortSignal): Promise<Part | null> {
  const path = `/api/v1/maps/${encodeURIComponent(id)}`;
  const reply = await askNewer(path, known, signal);
  return reply === null ? null : { map: reply.answer as ResolvedMap, tag: reply.etag };
}

async function askNewer(
  path: string,
  known: string | null,
  signal: AbortSignal,
): Promise<{ answer: unknown; etag: string | null } | null> {
  try {
    const headers: Record<string, string> = known === null ? {} : { "if-none-match": known };
    return await ask(path, { signal, headers });
  } catch (error) {
    if (error instanceof TroubleError && statusOf(error) === 304) return null;
    throw error;
  }
}

function problemOf(error: unknown): ProblemBody | null {
  return error instanceof TroubleError && error.trouble.kind === "problem"
    ? error.trouble.problem
    : null;
}
