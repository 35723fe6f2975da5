import { getAllMaps } from "../../api/all_maps";
import { getPersona, getPersonaNames, type Persona, type TaggedPersona } from "../../api/live_api";

// Personas and the maps that they are on.

/** A persona of the project. */
export interface KnownPersona {
  /** The name of its file; what maps call it where it has no file yet. */
  id: string;
  /** `null` where a map names it and nobody has described it. */
  found: TaggedPersona | null;
}

/** All personas: those with a file, and those that maps name without one. */
export async function loadPersonas(signal: AbortSignal): Promise<KnownPersona[]> {
  const [listed, maps] = await Promise.all([getPersonaNames(signal), getAllMaps().catch(() => [])]);
  const named = maps.flatMap(({ map }) => map?.actors ?? []);
  const files = await Promise.all(
    [...new Set(listed ?? named)].map(async (id) => ({ id, found: await getPersona(id, signal) })),
  );
  const called = new Set(files.flatMap(({ id, found }) => [id, found?.persona.persona ?? id]));
  const only = [...new Set(named)].filter((name) => !called.has(name));
  return [...files, ...only.map((id) => ({ id, found: null }))];
}

export interface MapOf {
  id: string;
  name: string;
}

/** The maps that name a persona, by its file's name or by what it is called. */
export async function mapsOf(id: string, persona: Persona | null): Promise<MapOf[]> {
  const maps = await getAllMaps();
  return maps.flatMap(({ line, map }) =>
    map?.actors.some((actor) => actor === id || actor === persona?.persona) === true
      ? [{ id: line.id, name: map.map }]
      : [],
  );
}
