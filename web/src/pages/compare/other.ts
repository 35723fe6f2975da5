// What a map is compared with, as it stands in the address: another map's id, or `@A..B` for two of its versions.

export type Other =
  | { sort: "map"; id: string }
  /** Versions as the server calls them: a number, `seq-N`, or `now`. */
  | { sort: "versions"; from: string; to: string };

export function readOther(text: string | null): Other | null {
  if (text === null || text === "") return null;
  if (!text.startsWith("@")) return { sort: "map", id: text };
  const [from = "", to = ""] = text.slice(1).split("..", 2);
  if (from === "") return null;
  return { sort: "versions", from, to: to === "" ? "now" : to };
}

export function writeOther(other: Other): string {
  return other.sort === "map" ? other.id : `@${other.from}..${other.to}`;
}
