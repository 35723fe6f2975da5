import type { FoundMap } from "../../api/all_maps";
import { SERVE } from "../../map/serve";
import { plainName } from "../compare/align";

// Parts of all maps by their words.

/** A part of a map that can be opened. */
export interface Part {
  map: string;
  mapName: string;
  /** Kind of the part: a key of the locales. */
  kind:
    | "map"
    | "stage"
    | "step"
    | "pain"
    | "opportunity"
    | "action"
    | "need"
    | "think"
    | "voice"
    | "touchpoint"
    | "channel"
    | "idea"
    | (typeof SERVE)[number];
  text: string;
  /** Where it stands: `Purchase › Pays`. */
  where: string;
  /** What the map opens; `null` for the map itself. */
  key: string | null;
  /** The text without case and accents. */
  plain: string;
}

/** Everything that can be found, in the order of the maps. */
export function partsOf(maps: readonly FoundMap[]): Part[] {
  const parts: Part[] = [];
  for (const { line, map } of maps) {
    const mapName = map?.map ?? line.name;
    const add = (kind: Part["kind"], text: string, where: string, key: string | null) => {
      if (text !== "")
        parts.push({ map: line.id, mapName, kind, text, where, key, plain: plainName(text) });
    };
    add("map", mapName, "", null);
    for (const stage of map?.stages ?? []) {
      add("stage", stage.name, "", stage.key);
      for (const step of stage.steps) {
        add("step", step.name, stage.name, step.key);
        const where = `${stage.name} › ${step.name}`;
        if (step.action !== null) add("step", step.action, where, step.key);
        for (const text of step.touchpoints) add("touchpoint", text, where, step.key);
        for (const text of step.channels) add("channel", text, where, step.key);
        for (const text of step.need) add("need", text, where, step.key);
        for (const text of step.think) add("think", text, where, step.key);
        for (const { title, key } of step.pains) add("pain", title, where, key);
        for (const { title, key } of step.opportunities) add("opportunity", title, where, key);
        for (const { title, key } of step.actions) add("action", title, where, key);
        for (const text of step.ideas) add("idea", text, where, step.key);
        for (const lane of SERVE)
          for (const text of step.serve[lane] ?? []) add(lane, text, where, step.key);
        for (const { text, key } of step.voices) add("voice", text, where, key);
      }
    }
  }
  return parts;
}

/** Parts that hold every word, the best first: those that begin so, then those with a word that does, shorter ones before. */
export function find(parts: readonly Part[], asked: string): Part[] {
  const words = plainName(asked).split(" ").filter(Boolean);
  if (words.length === 0) return [];
  const whole = words.join(" ");
  const ranked: { part: Part; rank: number }[] = [];
  for (const part of parts) {
    if (!words.every((word) => part.plain.includes(word))) continue;
    const begins = part.plain.startsWith(whole) ? 0 : 2;
    const apart = ` ${part.plain}`;
    const worded = words.every((word) => apart.includes(` ${word}`)) ? 0 : 1;
    ranked.push({ part, rank: begins + worded + (part.kind === "voice" ? 4 : 0) });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank || a.part.plain.length - b.part.plain.length)
    .map(({ part }) => part);
}

/** A text in pieces: those that were asked for, and those between. */
export function marked(text: string, asked: string): { words: string; is: boolean }[] {
  const wanted = plainName(asked).split(" ").filter(Boolean);
  const pieces: { words: string; is: boolean }[] = [];
  const put = (words: string, is: boolean) => {
    const last = pieces.at(-1);
    if (words === "") return;
    if (last?.is === is) last.words += words;
    else pieces.push({ words, is });
  };
  for (const word of text.split(/([\p{L}\p{N}\p{M}]+)/u)) {
    const plain = plainName(word);
    const found = wanted.find((one) => plain.includes(one));
    if (found === undefined) {
      put(word, false);
      continue;
    }
    // Where letters became others, their places are not the same: then it is the whole word.
    const [from, to] =
      plain.length === word.length
        ? [plain.indexOf(found), plain.indexOf(found) + found.length]
        : [0, word.length];
    put(word.slice(0, from), false);
    put(word.slice(from, to), true);
    put(word.slice(to), false);
  }
  return pieces;
}
