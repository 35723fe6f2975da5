// Which changes of a text are one step of undo: words as they are typed.

/** Words typed without a pause so long are undone together, */
const PAUSE_MS = 500;
/** but no more than are typed in so long. */
const STRETCH_MS = 3000;

/** What was typed last: more of the same joins its step. */
export interface Typing {
  readonly name: string;
  /** When its step began and when it was written, in milliseconds. */
  readonly began: number;
  readonly at: number;
  /** It ended with a space: the next letter begins a word. */
  readonly ended: boolean;
}

/** The one text that a change writes in. */
export function typingOf(texts: ReadonlyMap<string, string>): Typing | null {
  const [name, text] = [...texts][0] ?? [];
  if (name === undefined || text === undefined || texts.size > 1) return null;
  const at = Date.now();
  return { name, began: at, at, ended: /\s$/.test(text) };
}

export function goesOn(before: Typing, now: Typing): boolean {
  return (
    before.name === now.name &&
    now.at - before.at < PAUSE_MS &&
    now.at - before.began < STRETCH_MS &&
    (now.ended || !before.ended)
  );
}
