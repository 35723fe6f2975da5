import { useSyncExternalStore } from "react";

// What a screen reader is told of the page as a whole. Each word goes away again: whoever reads on finds nothing old.

const GONE_MS = 7_000;

interface Word {
  readonly number: number;
  readonly text: string;
}

let words: readonly Word[] = [];
let last = 0;
const listeners = new Set<() => void>();

/** Tells whoever listens to the page; also the same words once more, and more than one at a time. */
export function announce(text: string): void {
  if (text === "") return;
  last += 1;
  const word = { number: last, text };
  put([...words, word]);
  setTimeout(() => {
    put(words.filter((one) => one !== word));
  }, GONE_MS);
}

function put(now: readonly Word[]): void {
  words = now;
  for (const changed of [...listeners]) changed();
}

function follow(changed: () => void): () => void {
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
  };
}

/** Where it is told, once in a page. A dialog that is open hides the rest of the page, and not this. */
export function Announcer() {
  const told = useSyncExternalStore(follow, () => words);
  return (
    <div className="unseen" role="log" aria-live="polite" data-live-announcer="true">
      {told.map(({ number, text }) => (
        <p key={number}>{text}</p>
      ))}
    </div>
  );
}
