import { useCallback, useState } from "react";
import { Button } from "react-aria-components";
import { getPeople, joinAs, type PersonLine } from "../api/live_api";
import { useRemote } from "../api/use_remote";
import { useText } from "../i18n/provider";
import "../styles/form.css";
import { COLOUR_NAMES, COLOURS, initials, inkOn } from "./colours";
import { lastMe } from "./use_me";

/** So many names are said of a colour. */
const MOST_NAMED = 3;

/** Names of the others who joined before, by their colour; nobody where the server does not say. */
function useOwners(own: string | undefined): ReadonlyMap<string, readonly string[]> {
  const load = useCallback((signal: AbortSignal) => getPeople(signal), []);
  const [people] = useRemote(load);
  const owners = new Map<string, string[]>();
  if (people.state === "ready")
    for (const { id, name, colour } of people.value)
      if (id !== own) owners.set(colour, [...(owners.get(colour) ?? []), name]);
  return owners;
}

/** The colour that the fewest have, beginning at one of them, so that two who come at once seldom get the same. */
function leastTaken(owners: ReadonlyMap<string, readonly string[]>, first: number): string {
  const count = (one: string) => owners.get(one)?.length ?? 0;
  const turned = [...COLOURS.slice(first), ...COLOURS.slice(0, first)];
  return turned.reduce((best, one) => (count(one) < count(best) ? one : best));
}

/** How somebody is called. */
export type Called = Pick<PersonLine, "name" | "colour"> & Partial<Pick<PersonLine, "id">>;

/** Asks whoever opens a map to edit it for a name and a colour, by which the others know them. */
export function Join({
  joined,
  was: told,
}: {
  joined: (person: PersonLine) => void;
  /** How they were called before, where the server forgot; as this browser knew them last where it is not said. */
  was?: Called | undefined;
}) {
  const t = useText();
  const [was] = useState(() => told ?? lastMe()?.value);
  const [name, setName] = useState(was?.name ?? "");
  const [chosen, setColour] = useState<string | null>(was?.colour ?? null);
  const owners = useOwners(was?.id);
  const [first] = useState(() => Math.floor(Math.random() * COLOURS.length));
  const colour = chosen ?? leastTaken(owners, first);
  const namesOf = (one: string) => (owners.get(one) ?? []).slice(-MOST_NAMED).join(", ");
  const [state, setState] = useState<"asking" | "sent" | "failed">("asking");
  return (
    <form
      className="join form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "") return;
        setState("sent");
        joinAs(name.trim(), colour).then(joined, () => {
          setState("failed");
        });
      }}
    >
      <h2>{t("edit-join-title")}</h2>
      <p className="quiet">{t("edit-join-help")}</p>
      {was !== undefined && <p>{t("edit-join-before", { name: was.name })}</p>}
      <label className="field">
        <span>{t("edit-join-name")}</span>
        <input
          autoFocus
          required
          autoComplete="name"
          maxLength={100}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
      </label>
      <fieldset className="field">
        <legend>{t("edit-join-colour")}</legend>
        <div className="swatches">
          {COLOURS.map((one, i) => {
            const called = t(`colour-${COLOUR_NAMES[i] ?? "grey"}`);
            const names = namesOf(one);
            const label = names === "" ? called : t("edit-colour-of", { colour: called, names });
            return (
              <label key={one} className="swatch">
                <input
                  type="radio"
                  name="colour"
                  value={one}
                  checked={one === colour}
                  aria-label={label}
                  title={label}
                  onChange={() => {
                    setColour(one);
                  }}
                />
                <span
                  className="avatar"
                  style={{ background: one, color: inkOn(one) }}
                  aria-hidden="true"
                >
                  {one === colour ? initials(name.trim() === "" ? "✓" : name) : ""}
                </span>
              </label>
            );
          })}
        </div>
        {chosen !== null && namesOf(chosen) !== "" && (
          <p className="quiet" role="status">
            {t("edit-colour-taken", { names: namesOf(chosen) })}
          </p>
        )}
      </fieldset>
      {state === "failed" && (
        <p className="bad" role="alert">
          {t("edit-join-failed")}
        </p>
      )}
      <div className="box-foot">
        <Button
          type="submit"
          className="button primary"
          isDisabled={state === "sent" || name.trim() === ""}
        >
          {t("edit-join")}
        </Button>
      </div>
    </form>
  );
}
