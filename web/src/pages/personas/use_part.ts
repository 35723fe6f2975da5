import { useCallback, useEffect, useState } from "react";
import { statusOf } from "../../api/ask";
import { TroubleError, type Trouble } from "../../api/problem";
import { useRemote, type Remote } from "../../api/use_remote";
import { getNewerPart, getPart, type Part } from "./part";

// A map that is read, kept as others change it: the live document is for those who edit, so it is asked again and again whether it is still
// the same. The answer to that is short as long as it is.

const EVERY_MS = 5_000;
/** What did not answer is asked less often. */
const CALM_MS = 15_000;

/** The map with its figures, and how to ask anew; what is newer takes its place as long as it is `read`. */
export function usePart(
  id: string,
  persona: string | null,
  read: boolean,
): readonly [Remote<Part>, () => void] {
  const load = useCallback((signal: AbortSignal) => getPart(id, persona, signal), [id, persona]);
  const [first, again] = useRemote(load);
  const [later, setLater] = useState<{ of: Remote<Part>; part: Remote<Part> } | null>(null);
  const now = later?.of === first ? later.part : first;

  const known = now.state === "ready" ? now.value.tag : null;
  const asks = read && (now.state === "ready" || (now.state === "failed" && mayPass(now.trouble)));
  useEffect(() => {
    if (!asks) return;
    const stop = new AbortController();
    const { signal } = stop;
    let wait: ReturnType<typeof setTimeout> | undefined;
    let asking = false;
    const ask = () => {
      clearTimeout(wait);
      // Nobody sees it: it is asked for as soon as somebody does.
      if (asking || document.visibilityState === "hidden") return;
      asking = true;
      void getNewerPart(id, persona, known, signal)
        .then(
          (part) => {
            if (signal.aborted) return EVERY_MS;
            if (part !== null) setLater({ of: first, part: { state: "ready", value: part } });
            return EVERY_MS;
          },
          () => CALM_MS,
        )
        .then((pause) => {
          asking = false;
          if (!signal.aborted) wait = setTimeout(ask, pause);
        });
    };
    wait = setTimeout(ask, EVERY_MS);
    document.addEventListener("visibilitychange", ask, { signal });
    window.addEventListener("online", ask, { signal });
    return () => {
      stop.abort();
      clearTimeout(wait);
    };
  }, [asks, id, persona, known, first]);
  return [now, again];
}

/** Whether the same question may be answered a little later. */
function mayPass(trouble: Trouble): boolean {
  const status = statusOf(new TroubleError(trouble));
  return status === null || status >= 500;
}
