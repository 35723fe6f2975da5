import type { Person } from "../../doc/live_map";

// Names after an @ in what somebody writes.

/** Ids of those who are named. */
export function mentionsIn(text: string, people: readonly Person[]): string[] {
  const named = partsOf(text, people).flatMap(
    ({ person }) => person?.name.toLocaleLowerCase() ?? [],
  );
  // Two may have the same name: then it may be either.
  return people.filter(({ name }) => named.includes(name.toLocaleLowerCase())).map(({ id }) => id);
}

/** What stands after an @ at the end of the text; `null` when no name is being written. */
export function unfinishedMention(text: string): string | null {
  return /(?:^|\s)@([^\s@]*)$/u.exec(text)?.[1] ?? null;
}

/** Those who may be meant by the letters after an @: by the begin of their name first, then by that of another word of it. */
export function offeredFor(begun: string, people: readonly Person[]): readonly Person[] {
  const wanted = begun.toLocaleLowerCase();
  const rankOf = ({ name }: Person) => {
    const words = name.toLocaleLowerCase();
    if (words.startsWith(wanted)) return 0;
    return words.split(/[\s-]+/u).some((word) => word.startsWith(wanted)) ? 1 : 2;
  };
  const named = people.filter(({ name }) => name !== "");
  return [0, 1].flatMap((rank) => named.filter((person) => rankOf(person) === rank));
}

/** Who is called by what stands after an @ and is none of them; `null` where somebody is meant, or nobody is called yet. */
export function strangerIn(begun: string, people: readonly Person[]): string | null {
  // The sentence may go on, or end, right after the name.
  const called = begun.replace(/\p{P}+$/u, "");
  if (called === "" || mentionsIn(`@${begun}`, people).length > 0) return null;
  return offeredFor(called, people).length === 0 ? called : null;
}

/** A text in parts: what is said, and who is named in between. */
export function partsOf(
  text: string,
  people: readonly Person[],
): { text: string; person: Person | null }[] {
  const named = people
    .filter(({ name }) => name !== "")
    // A longer name first, so that `@Ann` is not found within `@Anna`.
    .toSorted((a, b) => b.name.length - a.name.length);
  const parts: { text: string; person: Person | null }[] = [];
  let said = "";
  for (let at = 0; at < text.length;) {
    const here = text.slice(at).toLocaleLowerCase();
    const person = named.find(({ name }) => here.startsWith(`@${name.toLocaleLowerCase()}`));
    if (person === undefined) {
      said += text.charAt(at);
      at += 1;
      continue;
    }
    if (said !== "") parts.push({ text: said, person: null });
    said = "";
    const end = at + 1 + person.name.length;
    parts.push({ text: text.slice(at, end), person });
    at = end;
  }
  if (said !== "") parts.push({ text: said, person: null });
  return parts;
}
