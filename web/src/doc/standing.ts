// How the copy here stands to the server's, from what is known of the line, the store and the copy.
import type { Standing } from "./live_map";
import type { Unsafe } from "./store";
import type { Why } from "./tabs";

export interface State {
  readonly outdated: { detail: string; help: string } | null;
  readonly refusal: Why | null;
  /** It is this page that is refused, not a change. */
  readonly unwelcome: boolean;
  /** The server answered, or was found not to. */
  readonly tried: boolean;
  readonly open: boolean;
  readonly hasMap: boolean;
  readonly waiting: number;
  readonly unsafe: Unsafe | null;
  /** How many changes lie aside. */
  readonly aside: number;
}

export function standingOf(state: State): Standing {
  const { outdated, refusal, unwelcome, tried, open, hasMap, waiting, unsafe, aside } = state;
  const also = { ...(unsafe !== null && { unsafe }), ...(aside > 0 && { aside }) };
  if (outdated !== null)
    return { state: "outdated", detail: outdated.detail, help: outdated.help, waiting, ...also };
  if (refusal !== null)
    return { state: "refused", ...refusal, waiting, ...(unwelcome && { unwelcome }), ...also };
  if (!tried || (open && !hasMap)) return { state: "opening", ...also };
  if (!open) return { state: "offline", waiting, ...also };
  return waiting === 0 ? { state: "kept", ...also } : { state: "saving", waiting, ...also };
}
