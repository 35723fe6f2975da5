import type { FoundMap } from "../../api/all_maps";
import type { ShelfEntry } from "../../api/parts";
import type { MapLine, ResolvedMap, Step } from "../../api/shapes";
import { stepsOf } from "../summary/choice";

// Channels that no one wrote on a map: they stand at its steps because the events of those steps name them.

export interface FoundChannel {
  name: string;
  /** Where its events are, in the order of the map. */
  steps: Step[];
}

/** Channels of a map's steps that are not written there, in the order in which steps name them. `written` says of a step what is. */
export function foundChannels(
  map: ResolvedMap,
  written: (step: Step) => readonly string[],
): FoundChannel[] {
  const found = new Map<string, Step[]>();
  for (const step of stepsOf(map)) {
    const said = new Set(written(step));
    for (const name of step.channels)
      if (!said.has(name)) found.set(name, [...(found.get(name) ?? []), step]);
  }
  return [...found].map(([name, steps]) => ({ name, steps }));
}

/** Found channels of all maps, each with the maps whose events name it. `shelf` says what is written where. */
export function foundOnMaps(
  maps: readonly FoundMap[],
  shelf: readonly ShelfEntry[],
): { name: string; maps: { line: MapLine; steps: Step[] }[] }[] {
  const found = new Map<string, { line: MapLine; steps: Step[] }[]>();
  for (const { line, map } of maps) {
    if (map === null) continue;
    const here = shelf.flatMap(({ name, maps }) =>
      maps
        .filter((one) => one.map === line.id)
        .flatMap(({ steps }) => steps.map((step) => ({ name, step }))),
    );
    const written = (step: Step) =>
      here.filter((one) => one.step === step.name).map(({ name }) => name);
    for (const { name, steps } of foundChannels(map, written))
      found.set(name, [...(found.get(name) ?? []), { line, steps }]);
  }
  return [...found].map(([name, maps]) => ({ name, maps }));
}
