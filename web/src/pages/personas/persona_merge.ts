import { LISTS, type Draft } from "./persona_form";

// What two people changed of one persona at the same time, put together: nobody's words are lost unseen.

export type Word = "persona" | "name" | "rule";
export const WORDS: readonly Word[] = ["persona", "name", "rule"];

/** A field that both changed, each otherwise. */
export interface Conflict {
  field: Word;
  was: string;
  mine: string;
  theirs: string;
}

export interface Merged {
  /** Mine where both changed a field. */
  draft: Draft;
  conflicts: Conflict[];
}

/** Changes of both since `was`. Lists are put together line by line, single words field by field. */
export function merge(was: Draft, mine: Draft, theirs: Draft): Merged {
  const draft: Draft = { ...mine, lists: { ...mine.lists } };
  const conflicts: Conflict[] = [];
  for (const field of WORDS) {
    if (mine[field] === was[field]) draft[field] = theirs[field];
    else if (theirs[field] !== was[field] && theirs[field] !== mine[field])
      conflicts.push({ field, was: was[field], mine: mine[field], theirs: theirs[field] });
  }
  for (const list of LISTS)
    draft.lists[list] = mergeLines(was.lists[list], mine.lists[list], theirs.lists[list]);
  return { draft, conflicts };
}

/** Mine, without what they took out, and with what they added after the line that it follows there. */
export function mergeLines(was: string, mine: string, theirs: string): string {
  if (mine === was) return theirs;
  if (theirs === was) return mine;
  const [before, ours, others] = [linesOf(was), linesOf(mine), linesOf(theirs)];
  const lines = ours.filter((line) => others.includes(line) || !before.includes(line));
  others.forEach((line, at) => {
    if (before.includes(line) || lines.includes(line)) return;
    const earlier = others.slice(0, at).findLast((one) => lines.includes(one));
    lines.splice(earlier === undefined ? 0 : lines.indexOf(earlier) + 1, 0, line);
  });
  return lines.join("\n");
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
