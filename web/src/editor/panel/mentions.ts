import type { Person } from "../../doc/live_map";

// Names after an @ in what somebody writes.

/** Ids of those who are named. */
export function mentionsIn(text: string, people: readonly Person[]): string[] {
  const words = text.toLocaleLowerCase();
  return people
    .filter(({ name }) => name !== "" && words.includes(`@${name.toLocaleLowerCase()}`))
    .map(({ id }) => id);
}

/** What stands after an @ at the end of the text; `null` when no name is being written. */
export function unfinishedMention(text: string): string | null {
  return /(?:^|\s)@([^\s@]*)$/u.exec(text)?.[1] ?? null;
}
