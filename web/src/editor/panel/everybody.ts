import { useCallback } from "react";
import { getPeople } from "../../api/live_api";
import { useRemote } from "../../api/use_remote";
import type { Person } from "../../doc/live_map";
import { usePeople } from "../../doc/use_live_map";
import { useDesk } from "../desk";

/** Everybody who ever joined; whoever is here, where the server does not say. */
export function useEverybody(): readonly Person[] {
  const { live } = useDesk();
  const load = useCallback((signal: AbortSignal) => getPeople(signal), []);
  const [known] = useRemote(load);
  const here = [live.me, ...usePeople(live).map(({ person }) => person)];
  const all = [...(known.state === "ready" ? known.value : []), ...here];
  return [...new Map(all.map((person) => [person.id, person])).values()];
}
