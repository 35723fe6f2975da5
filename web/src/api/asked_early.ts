// Questions to the server that were asked before the code that needs the answers was there.

const early = new Map<string, Promise<Response>>();
/** What nobody wanted by then is not fresh any more. */
const FRESH_MS = 5_000;

/** Asks at once; whoever asks the same next gets this answer. */
export function askEarly(path: string): void {
  const asked = fetch(path);
  early.set(path, asked);
  // Who takes it hears of it.
  asked.catch(() => undefined);
  setTimeout(() => {
    if (early.get(path) === asked) early.delete(path);
  }, FRESH_MS);
}

/** The answer to what was asked early, once. */
export function takeEarly(path: string): Promise<Response> | undefined {
  const asked = early.get(path);
  early.delete(path);
  return asked;
}
