import { useCallback, useEffect, useState } from "react";
import { TroubleError, type Trouble } from "./problem";

/** Something that the server is asked for. */
export type Remote<T> =
  { state: "loading" } | { state: "ready"; value: T } | { state: "failed"; trouble: Trouble };

/** Asks when shown, and again when `load` changes or `again` is called; an answer that is no longer wanted is dropped. */
export function useRemote<T>(
  load: (signal: AbortSignal) => Promise<T>,
): readonly [Remote<T>, () => void] {
  const [held, setHeld] = useState<{ load: unknown; remote: Remote<T> } | null>(null);
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    const stop = new AbortController();
    const settle = (remote: Remote<T>) => {
      if (!stop.signal.aborted) setHeld({ load, remote });
    };
    load(stop.signal).then(
      (value) => {
        settle({ state: "ready", value });
      },
      (error: unknown) => {
        const trouble: Trouble =
          error instanceof TroubleError ? error.trouble : { kind: "unreachable" };
        settle({ state: "failed", trouble });
      },
    );
    return () => {
      stop.abort();
    };
  }, [load, turn]);

  const again = useCallback(() => {
    setHeld(null);
    setTurn((turn) => turn + 1);
  }, []);
  const fresh = held !== null && held.load === load;
  return [fresh ? held.remote : { state: "loading" }, again];
}
