import type { Side } from "../../api/parts";

// What a map is compared with, as it stands in the address: another map's id, `@A..B` for two of its versions word by word, or
// `~A..B` for two sides with their figures, each as the part of an address after `?`.

export type Other =
  | { sort: "map"; id: string }
  /** Versions as the server calls them: a number, `seq-N`, a day, or `now`. */
  | { sort: "versions"; from: string; to: string }
  | { sort: "sides"; a: Side; b: Side };

export const WHOLE: Side = { persona: null, version: null, until: null };

export function readOther(text: string | null): Other | null {
  if (text === null || text === "") return null;
  if (text.startsWith("~")) {
    const [a = "", b = ""] = text.slice(1).split("..", 2);
    return { sort: "sides", a: readSide(a), b: readSide(b) };
  }
  if (!text.startsWith("@")) return { sort: "map", id: text };
  const [from = "", to = ""] = text.slice(1).split("..", 2);
  if (from === "") return null;
  return { sort: "versions", from, to: to === "" ? "now" : to };
}

/** Whether a version is a day of the calendar: the map as it was at its end. */
export function isDay(version: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(version);
}

export function writeOther(other: Other): string {
  switch (other.sort) {
    case "map":
      return other.id;
    case "versions":
      return `@${other.from}..${other.to}`;
    case "sides":
      return `~${writeSide(other.a)}..${writeSide(other.b)}`;
  }
}

function readSide(text: string): Side {
  const said = new URLSearchParams(text);
  const word = (name: string) => {
    const text = said.get(name) ?? "";
    return text === "" ? null : text;
  };
  return { persona: word("persona"), version: word("version"), until: word("until") };
}

function writeSide(side: Side): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(side))
    // Names of files may have dots, and two of them part the sides.
    if (typeof value === "string") said.set(name, value);
  return said.toString().replaceAll(".", "%2E");
}

export function isSame(a: Side, b: Side): boolean {
  return a.persona === b.persona && a.version === b.version && a.until === b.until;
}
