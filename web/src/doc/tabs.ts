import { isPairs } from "./version";

// Tabs of one browser that have the same map open tell each other what they changed, also without a server.

export type Word =
  /** A change made in another tab. */
  | { say: "update"; update: Uint8Array }
  /** What a tab has, that has just been opened or lacks something: the others send what it lacks. */
  | { say: "lacking"; version: [string, number][] }
  /** The server refused what these peers made from some change on. `base` is what it had, where it is another map. */
  | { say: "refused"; refused: [string, number][]; why: Why; base?: [string, number][] }
  /** What lies aside was discarded. */
  | { say: "asides" };

/** Why the server did not take something. */
export interface Why {
  readonly code: string;
  readonly detail: string;
  readonly help: string;
}

export interface Tabs {
  say: (word: Word) => void;
  close: () => void;
}

/** As much of a BroadcastChannel as is used. */
export interface Channel {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage: (word: Word) => void;
  close: () => void;
}

export function openTabs(channel: Channel | null, hear: (word: Word) => void): Tabs {
  if (channel !== null)
    channel.onmessage = ({ data }: { data: unknown }) => {
      const word = wordOf(data);
      if (word !== null) hear(word);
    };
  return {
    say: (word) => {
      try {
        channel?.postMessage(word);
      } catch {
        // Closed. The others hear of it from the server.
      }
    },
    close: () => channel?.close(),
  };
}

export function browserChannel(name: string): Channel | null {
  return typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);
}

/** Tabs may be of another version of the page. */
function wordOf(data: unknown): Word | null {
  if (typeof data !== "object" || data === null || !("say" in data)) return null;
  const { say } = data;
  if (say === "update" && "update" in data && data.update instanceof Uint8Array)
    return { say, update: data.update };
  if (say === "lacking" && "version" in data && isPairs(data.version))
    return { say, version: data.version };
  if (say === "refused" && "refused" in data && isPairs(data.refused))
    return {
      say,
      refused: data.refused,
      why: whyOf("why" in data ? data.why : null),
      ...("base" in data && isPairs(data.base) ? { base: data.base } : {}),
    };
  if (say === "asides") return { say };
  return null;
}

function whyOf(value: unknown): Why {
  const said: Record<string, unknown> = typeof value === "object" ? { ...value } : {};
  const word = (text: unknown) => (typeof text === "string" ? text : "");
  return { code: word(said.code), detail: word(said.detail), help: word(said.help) };
}
