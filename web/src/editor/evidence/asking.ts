import { statusOf } from "../../api/ask";
import { TroubleError } from "../../api/problem";
import { waitAfter } from "../../doc/backoff";

// One question to the server whose answer changes with the map: asked one at a time, again when the answer is another one now, and again when
// it did not come.

/** After a change so long is waited for the server's word that the answer is another one: it comes only where that could be computed. */
const LATE_MS = 15_000;
/** What the server could not do now is not asked of it again before so long. */
const CALM_MS = 10_000;

export interface Question<T> {
  ask: (signal: AbortSignal) => Promise<T>;
  /** With the time at which it was asked, in milliseconds. */
  answered: (answer: T, asked: number) => void;
  failed: (error: unknown) => void;
}

export interface Asking {
  /** The answer is another one now. What is on its way is still waited for: else no answer would come while the map goes on changing. */
  again: () => void;
  /** The map was changed; somebody is to say so once the answer is there. */
  changed: () => void;
  stop: () => void;
}

/** Begins to ask. */
export function openAsking<T>({ ask, answered, failed }: Question<T>): Asking {
  const stop = new AbortController();
  const { signal } = stop;
  let running = false;
  let wanted = false;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let late: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    if (signal.aborted) return;
    clearTimeout(retry);
    clearTimeout(late);
    late = undefined;
    wanted = running;
    if (running) return;
    running = true;
    const asked = Date.now();
    ask(signal)
      .then(
        (answer) => {
          if (signal.aborted) return;
          failures = 0;
          answered(answer, asked);
        },
        (error: unknown) => {
          if (signal.aborted) return;
          const wait = waitFor(error, failures++);
          if (wait !== null) retry = setTimeout(again, wait);
          failed(error);
        },
      )
      .finally(() => {
        running = false;
        if (wanted) again();
      });
  };
  again();
  return {
    again,
    changed: () => {
      if (!signal.aborted) late ??= setTimeout(again, LATE_MS);
    },
    stop: () => {
      stop.abort();
      clearTimeout(retry);
      clearTimeout(late);
    },
  };
}

/** How long to wait before it is asked again; `null` where the same question has the same answer until the map is changed. */
function waitFor(error: unknown, failures: number): number | null {
  const status = error instanceof TroubleError ? statusOf(error) : null;
  const wait = waitAfter(failures, Math.random());
  if (status === null) return wait;
  return status >= 500 || status === 429 || status === 408 ? Math.max(wait, CALM_MS) : null;
}
