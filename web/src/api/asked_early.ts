// Questions to the server that were asked before the code that needs the answers was there.

interface Early {
  readonly asked: Promise<Response>;
  readonly stop: AbortController;
}

const early = new Map<string, Early>();
/** What nobody wanted so long after it began to arrive is not fresh any more. */
const FRESH_MS = 5_000;

/** Asks at once; whoever asks the same next gets this answer. */
export function askEarly(path: string): void {
  const stop = new AbortController();
  const asking: Early = { asked: fetch(path, { signal: stop.signal }), stop };
  early.set(path, asking);
  const forget = () => {
    if (early.get(path) !== asking) return;
    early.delete(path);
    stop.abort();
  };
  asking.asked.then(
    () => {
      setTimeout(forget, FRESH_MS);
    },
    // Who takes it hears of it.
    () => undefined,
  );
}

/** The answer to what was asked early, once. `signal` ends it as it would have ended one's own question. */
export function takeEarly(path: string, signal?: AbortSignal): Promise<Response> | undefined {
  const asking = early.get(path);
  if (asking === undefined) return undefined;
  early.delete(path);
  const end = () => {
    asking.stop.abort(signal?.reason);
  };
  if (signal?.aborted === true) end();
  else signal?.addEventListener("abort", end, { once: true });
  return asking.asked;
}
