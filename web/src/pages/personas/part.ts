import { getMap } from "../../api/client";
import { getFiguresOf, type PartFigures } from "../../api/parts";
import { TroubleError } from "../../api/problem";
import type { ProblemBody } from "../../api/shapes";

// A map as it is looked at: over all journeys, or over those of a persona.

/** The map with its figures: of all journeys, or of a persona's. */
export async function getPart(
  id: string,
  persona: string | null,
  signal: AbortSignal,
): Promise<Omit<PartFigures, "ids"> & { nobody?: ProblemBody }> {
  if (persona === null) return { map: await getMap(id, signal) };
  try {
    return await getFiguresOf(id, persona, signal);
  } catch (error) {
    const nobody = problemOf(error);
    if (nobody?.status !== 422) throw error;
    // The map itself is there; it is the persona of whom there is nobody on it.
    return { map: await getMap(id, signal), nobody };
  }
}

function problemOf(error: unknown): ProblemBody | null {
  return error instanceof TroubleError && error.trouble.kind === "problem"
    ? error.trouble.problem
    : null;
}
