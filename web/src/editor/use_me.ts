import { useCallback, useEffect, useState } from "react";
import { isAway, openAsking } from "../api/asking";
import { getMe, type PersonLine } from "../api/live_api";
import { keepAnswer, lastAnswer, type LastAnswer } from "../api/last_answers";
import { useRemote, type Remote } from "../api/use_remote";
import { waitAfter } from "../doc/backoff";

// Who one is: as the server says, or as it said last while it does not answer.

export interface Me {
  person: PersonLine | null;
  /** When the server said so last, in milliseconds; `null` where it says so now. */
  asOf: number | null;
}

/** Who one is, and how to ask again. While the server does not answer it is asked again and again. */
export function useMe(): readonly [Remote<Me>, () => void] {
  const load = useCallback((signal: AbortSignal) => askMe(signal), []);
  const [me, again] = useRemote(load);
  const [later, setLater] = useState<Me | null>(null);
  const remembered = me.state === "ready" && me.value.asOf !== null && later === null;
  const known = me.state === "ready" ? me.value.person : null;
  useEffect(() => {
    if (!remembered) return;
    const asking = openAsking({
      ask: askServer,
      answered: (person) => {
        asking.stop();
        // The same person is the same object: nothing is opened anew.
        setLater({ person: isSame(person, known) ? known : person, asOf: null });
      },
      // It was asked just now.
      after: waitAfter(2, Math.random()),
    });
    return asking.stop;
  }, [remembered, known]);
  return [later === null ? me : { state: "ready", value: later }, again];
}

function isSame(one: PersonLine | null, two: PersonLine | null): boolean {
  return one?.id === two?.id && one?.name === two?.name && one?.colour === two?.colour;
}

/** Who this browser was to the server last: it may have forgotten since. */
export function lastMe(): LastAnswer<PersonLine> | null {
  const last = lastAnswer("me");
  return last !== null && isPerson(last.value) ? { value: last.value, at: last.at } : null;
}

async function askServer(signal: AbortSignal): Promise<PersonLine | null> {
  const person = await getMe(signal);
  if (person !== null) keepAnswer("me", person);
  return person;
}

async function askMe(signal: AbortSignal): Promise<Me> {
  try {
    return { person: await askServer(signal), asOf: null };
  } catch (error) {
    const last = isAway(error) ? lastMe() : null;
    if (last === null) throw error;
    return { person: last.value, asOf: last.at };
  }
}

function isPerson(value: unknown): value is PersonLine {
  if (typeof value !== "object" || value === null) return false;
  const { id, name, colour } = value as Partial<Record<keyof PersonLine, unknown>>;
  return typeof id === "string" && typeof name === "string" && typeof colour === "string";
}
