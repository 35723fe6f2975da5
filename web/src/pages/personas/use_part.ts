import { useCallback, useEffect, useRef, useState } from "react";
import { statusOf } from "../../api/ask";
import { isAway, openAsking } from "../../api/asking";
import { TroubleError, type Trouble } from "../../api/problem";
import { useRemote, type Remote } from "../../api/use_remote";
import { getNewerPart, getPart, type Part } from "./part";

// A map that is read, kept as others change it: the live document is for those who edit, so it is asked again and again whether it is still
// the same. The answer to that is short as long as it is.

const EVERY_MS = 5_000;

/**
 * The map with its figures, how to ask anew, and since when it is what it was while the server is away; what is newer takes its place as long
 * as it is `read`.
 */
export function usePart(
  id: string,
  persona: string | null,
  read: boolean,
): readonly [Remote<Part>, () => void, number | null] {
  const load = useCallback((signal: AbortSignal) => getPart(id, persona, signal), [id, persona]);
  const [first, again] = useRemote(load);
  const [later, setLater] = useState<{ of: Remote<Part>; part: Remote<Part> } | null>(null);
  const now = later?.of === first ? later.part : first;
  /** When it was known last that it is so. */
  const heard = useRef({ of: now, at: 0 });
  const [away, setAway] = useState<{ of: Remote<Part>; since: number } | null>(null);

  const known = now.state === "ready" ? now.value.tag : null;
  const asks = read && (now.state === "ready" || (now.state === "failed" && mayPass(now.trouble)));
  useEffect(() => {
    if (heard.current.of !== now) heard.current = { of: now, at: Date.now() };
    if (!asks) return;
    const asking = openAsking({
      ask: (signal) => getNewerPart(id, persona, known, signal),
      answered: (part) => {
        heard.current.at = Date.now();
        setAway(null);
        if (part !== null) setLater({ of: first, part: { state: "ready", value: part } });
      },
      failed: (error) => {
        if (isAway(error)) setAway({ of: now, since: heard.current.at });
      },
      every: EVERY_MS,
      after: EVERY_MS,
    });
    return asking.stop;
  }, [asks, id, persona, known, first, now]);
  // Only while it is read is it asked whether the server is back.
  const since = read && now.state === "ready" && away?.of === now ? away.since : null;
  return [now, again, since];
}

/** Whether the same question may be answered a little later. */
function mayPass(trouble: Trouble): boolean {
  const status = statusOf(new TroubleError(trouble));
  return status === null || status >= 500;
}
