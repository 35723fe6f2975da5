// What is typed stands in its box at once, and in the map when the box has been painted: a letter on the screen does not wait for the map.
import { difference } from "../../doc/prose";
import { caretAfter } from "../caret";
import { painted } from "../early_picture";

/** A text that is being typed. */
export interface Typing {
  /** What the map said when it was begun. */
  readonly base: string;
  /** What the map says now. */
  readonly now: () => string;
  readonly write: (text: string) => void;
}

let typed: { readonly typing: Typing; text: string } | null = null;

/** Gives the map a text when it has been painted, or sooner where something else is done. `typing` is that of the first letter. */
export function type(typing: Typing, text: string): void {
  if (typed !== null) {
    typed.text = text;
    return;
  }
  typed = { typing, text };
  // Who leaves does not wait; in a tab that nobody sees nothing is painted.
  addEventListener("pagehide", settleTyped);
  document.addEventListener("visibilitychange", settleTyped);
  void painted().then(settleTyped);
}

/** Gives the map now what was typed. */
export function settleTyped(): void {
  if (typed === null) return;
  const { typing, text } = typed;
  typed = null;
  removeEventListener("pagehide", settleTyped);
  document.removeEventListener("visibilitychange", settleTyped);
  typing.write(joined(typing.base, text, typing.now()));
}

/** A text with what two people made of it: mine stands where it was typed. */
export function joined(base: string, mine: string, theirs: string): string {
  if (theirs === base) return mine;
  const { at, out, into } = difference(base, mine);
  const from = caretAfter(at, base, theirs);
  const to = caretAfter(at + out, base, theirs);
  return theirs.slice(0, from) + into + theirs.slice(Math.max(from, to));
}
