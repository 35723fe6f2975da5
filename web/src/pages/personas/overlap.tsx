import { useCallback } from "react";
import { countJourneys, getPersona, getPersonaNames } from "../../api/live_api";
import { useRemote } from "../../api/use_remote";
import { useReader, useText } from "../../i18n/provider";
import { calledOf } from "./persona_form";

// Who is of two personas at once: their figures are then not of different customers.

interface Shared {
  name: string;
  journeys: number;
}

async function sharedWith(
  rule: string,
  except: string | null,
  signal: AbortSignal,
): Promise<Shared[]> {
  const names = ((await getPersonaNames(signal)) ?? []).filter((name) => name !== except);
  const others = await Promise.all(names.map((name) => getPersona(name, signal)));
  const shared = others.map(async (other) => {
    const theirs = other?.persona.rule;
    if (other === null || theirs == null) return null;
    // A rule of another persona that cannot be read is said on its own page.
    const both = countJourneys(`(${rule}) and (${theirs})`, signal).catch(() => null);
    const journeys = await both;
    return journeys === null ? null : { name: calledOf(other.persona), journeys };
  });
  return (await Promise.all(shared)).filter((one) => one !== null);
}

/** How many journeys are another persona's, too. */
export function Overlap({ rule, except }: { rule: string; except: string | null }) {
  const t = useText();
  const { format } = useReader();
  const load = useCallback(
    (signal: AbortSignal) => sharedWith(rule, except, signal),
    [rule, except],
  );
  const [shared] = useRemote(load);
  if (shared.state !== "ready" || shared.value.length === 0) return null;
  const some = shared.value.filter(({ journeys }) => journeys > 0);
  if (some.length === 0) return <p className="quiet overlap">{t("overlap-none")}</p>;
  return (
    <ul className="overlap">
      {some.map(({ name, journeys }) => (
        <li key={name}>{t("overlap-some", { name, count: format.whole(journeys) })}</li>
      ))}
    </ul>
  );
}
