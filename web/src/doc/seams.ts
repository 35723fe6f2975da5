// Where changes may be cut in two. A record is added by keys that follow each other (its kind, what it lies in, its place, whose word it
// is), and moved by two; one of them without the next is nothing that has a place in a map, and the server refuses it.
import { readKey } from "./keys";

export interface Op {
  readonly counter: number;
  /** The key that is written; empty where it is none. */
  readonly key: string;
}

/** Numbers of the changes before which a cut may be made. */
export function seamsOf(ops: readonly Op[]): number[] {
  const seams: number[] = [];
  /** The record that is being added. */
  let added: string | null = null;
  let last: ReturnType<typeof readKey> = null;
  for (const { counter, key } of ops) {
    const now = readKey(key);
    const goesOn = now !== null && (now.id === added || isMove(last, now));
    if (counter !== ops[0]?.counter && !goesOn) seams.push(counter);
    if (now?.name === "is") added = now.id;
    else if (now?.id !== added) added = null;
    last = now;
  }
  return seams;
}

function isMove(one: ReturnType<typeof readKey>, two: { id: string; name: string }): boolean {
  return one?.id === two.id && one.name === "in" && two.name === "rank";
}
