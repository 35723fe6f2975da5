import { waitAfter } from "../doc/backoff";
import { statusOf } from "./ask";
import { TroubleError } from "./problem";

// One question to the server that is asked more than once: one at a time, again when the answer is another one now or may be, and again when
// it did not come. Nobody looks at a page in the background: what it would ask by itself it asks once it is looked at.

/** After a change so long is waited for the server's word that the answer is another one: it comes only where that could be computed. */
const LATE_MS = 15_000;
/** What the server could not do now is not asked of it again before so long. */
const CALM_MS = 10_000;

export interface Question<T> {
  ask: (signal: AbortSignal) => Promise<T>;
  /** With the time at which it was asked, in milliseconds. */
  answered: (answer: T, asked: number) => void;
  failed?: (error: unknown) => void;
  /** So long after an answer it is asked anew, where nobody says that there is another one. */
  every?: number;
  /** So long after the begin it is asked first; at once where nothing is said. */
  after?: number;
}

export interface Asking {
  /** The answer is another one now. What is on its way is still waited for: else no answer would come while the map goes on changing. */
  again: () => void;
  /** The map was changed; somebody is to say so once the answer is there. */
  changed: () => void;
  stop: () => void;
}

/** Begins to ask. */
export function openAsking<T>(question: Question<T>): Asking {
  const { ask, answered, failed, every, after } = question;
  const stop = new AbortController();
  const { signal } = stop;
  let running = false;
  let wanted = false;
  let failures = 0;
  /** Its time came while nobody looked. */
  let due = false;
  let next: ReturnType<typeof setTimeout> | undefined;
  let late: ReturnType<typeof setTimeout> | undefined;
  const byItself = () => {
    if (isHidden()) due = true;
    else again();
  };
  const askIn = (ms: number) => {
    clearTimeout(next);
    next = setTimeout(byItself, ms);
  };
  const again = () => {
    if (signal.aborted) return;
    clearTimeout(next);
    clearTimeout(late);
    late = undefined;
    due = false;
    wanted = running;
    if (running) return;
    running = true;
    const asked = Date.now();
    ask(signal)
      .then(
        (answer) => {
          if (signal.aborted) return;
          failures = 0;
          if (every !== undefined) askIn(every);
          answered(answer, asked);
        },
        (error: unknown) => {
          if (signal.aborted) return;
          const wait = waitFor(error, failures++) ?? every;
          if (wait !== undefined) askIn(wait);
          failed?.(error);
        },
      )
      .finally(() => {
        running = false;
        if (wanted) again();
      });
  };
  // In a worker or a test there may be no page.
  if (typeof document !== "undefined") {
    const look = () => {
      if (due && !isHidden()) again();
    };
    const online = () => {
      if (failures > 0) byItself();
    };
    document.addEventListener("visibilitychange", look, { signal });
    globalThis.addEventListener("online", online, { signal });
  }
  if (after === undefined) again();
  else askIn(after);
  return {
    again,
    changed: () => {
      if (!signal.aborted) late ??= setTimeout(byItself, LATE_MS);
    },
    stop: () => {
      stop.abort();
      clearTimeout(next);
      clearTimeout(late);
    },
  };
}

function isHidden(): boolean {
  return typeof document !== "undefined" && document.visibilityState === "hidden";
}

/** Nobody answers, or what stands before the server says that it is away. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof TroubleError)) return false;
  const { trouble } = error;
  return trouble.kind === "unreachable" || (trouble.kind === "strange" && trouble.status >= 500);
}

/** How long to wait before it is asked again; nothing where the same question has the same answer until something is changed. */
function waitFor(error: unknown, failures: number): number | undefined {
  const status = error instanceof TroubleError ? statusOf(error) : null;
  const wait = waitAfter(failures, Math.random());
  if (status === null) return wait;
  return status >= 500 || status === 429 || status === 408 ? Math.max(wait, CALM_MS) : undefined;
}
