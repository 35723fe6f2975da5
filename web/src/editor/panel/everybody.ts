import { useEffect, useState } from "react";
import { openAsking } from "../../api/asking";
import { getPeople } from "../../api/live_api";
import type { Person } from "../../doc/live_map";
import { usePeople } from "../../doc/use_live_map";
import { useDesk } from "../desk";

/** Others join meanwhile: so often it is asked who. */
const EVERY_MS = 30_000;

export interface Everybody {
  people: readonly Person[];
  /** The server has said who ever joined it: who is not among them has not. */
  areAll: boolean;
}

/** Everybody who ever joined this server, on whatever map; whoever is here, as long as the server does not say. */
export function useEverybody(): Everybody {
  const { live } = useDesk();
  const [known, setKnown] = useState<readonly Person[] | null>(null);
  useEffect(() => {
    const asking = openAsking({ ask: getPeople, answered: setKnown, every: EVERY_MS });
    return asking.stop;
  }, []);
  const here = [live.me, ...usePeople(live).map(({ person }) => person)];
  const all = [...(known ?? []), ...here];
  const people = [...new Map(all.map((person) => [person.id, person])).values()];
  return { people, areAll: known !== null };
}
