import type { Rec } from "../../doc/edit";

// Which of the comments that name whoever sits here they have read: kept in this browser, by which they are known as well. It knows no live
// map, so that pages without one can tell too.

const PREFIX = "wayline-read ";
const MOST = 1000;
const NONE: ReadonlySet<string> = new Set();

const listeners = new Set<() => void>();
/** As they were read last, by where they are kept: the same set as long as they are the same. */
const read = new Map<string, { text: string; ids: ReadonlySet<string> }>();

function placeOf(map: string, me: string): string {
  return `${PREFIX}${me} ${map}`;
}

/** Ids of the comments that were read. */
export function readOf(map: string, me: string): ReadonlySet<string> {
  const of = placeOf(map, me);
  const known = read.get(of);
  let text = "";
  try {
    text = localStorage.getItem(of) ?? "";
  } catch {
    text = known?.text ?? "";
  }
  if (known?.text === text) return known.ids;
  const ids = text === "" ? NONE : new Set(text.split(" "));
  read.set(of, { text, ids });
  return ids;
}

/** Notes that these were read. */
export function markRead(map: string, me: string, ids: readonly string[]): void {
  const known = readOf(map, me);
  if (ids.every((id) => known.has(id))) return;
  const of = placeOf(map, me);
  const all = [...new Set([...known, ...ids])].slice(-MOST);
  const text = all.join(" ");
  read.set(of, { text, ids: new Set(all) });
  try {
    localStorage.setItem(of, text);
  } catch {
    // Then it holds as long as the page is open.
  }
  for (const changed of listeners) changed();
}

export function subscribeRead(changed: () => void): () => void {
  listeners.add(changed);
  window.addEventListener("storage", changed);
  return () => {
    listeners.delete(changed);
    window.removeEventListener("storage", changed);
  };
}

/** Whether a comment of somebody else names this person, and nobody has resolved it. */
export function namesMe({ kind, gone, values, sets }: Rec, me: string): boolean {
  return (
    kind === "comment" &&
    gone === null &&
    values.resolved !== true &&
    values.by !== me &&
    sets.mentions?.some(({ item }) => item === me) === true
  );
}

/** The later of two comments first. */
export function newestFirst(a: Rec, b: Rec): number {
  return timeOf(b) - timeOf(a);
}

function timeOf({ values }: Rec): number {
  return typeof values.at === "number" ? values.at : 0;
}
