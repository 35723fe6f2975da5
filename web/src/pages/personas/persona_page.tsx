import { useCallback, useState } from "react";
import { Button } from "react-aria-components";
import { getPersona, type TaggedPersona } from "../../api/live_api";
import { useRemote } from "../../api/use_remote";
import { useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import "../../styles/personas.css";
import "../../styles/portfolio.css";
import "../../styles/start.css";
import { MapChanges } from "../library/map_changes";
import { Loading, TroubleNotice } from "../trouble";
import { mapsOf } from "./load";
import { PersonaEditor } from "./persona_editor";
import { calledOf, LISTS } from "./persona_form";
import { Overlap } from "./overlap";
import { initialOf } from "./personas_page";
import { RuleWords } from "./rule_words";
import { SizeLine } from "./size_line";
import { useNewer } from "./use_newer";

/** One persona; a new one without a name. */
export function PersonaPage({ name }: { name: string | null }) {
  const t = useText();
  const load = useCallback(
    (signal: AbortSignal) => (name === null ? Promise.resolve(null) : getPersona(name, signal)),
    [name],
  );
  const [persona, again] = useRemote(load);
  const [written, setWritten] = useState<TaggedPersona | null>(null);
  const [editing, setEditing] = useState(name === null);
  if (persona.state === "loading") return <Loading text={t("loading")} />;
  if (persona.state === "failed")
    return <TroubleNotice whole trouble={persona.trouble} again={again} />;
  const found = written ?? persona.value;
  if (editing || found === null)
    return (
      <PersonaEditor
        name={name}
        found={found}
        written={(now, isDone) => {
          setWritten(now);
          if (isDone) setEditing(false);
        }}
        close={
          found === null
            ? null
            : () => {
                setEditing(false);
              }
        }
      />
    );
  return (
    <Shown
      name={name ?? ""}
      read={found}
      edit={(now) => {
        setWritten(now);
        setEditing(true);
      }}
    />
  );
}

function Shown(props: { name: string; read: TaggedPersona; edit: (now: TaggedPersona) => void }) {
  const t = useText();
  // What somebody else writes meanwhile is shown at once.
  const found = useNewer(props.name, props.read.etag) ?? props.read;
  const { persona, size } = found;
  const title = calledOf(persona);
  return (
    <article className="persona">
      <header className="persona-head">
        <span className="portrait large" aria-hidden="true">
          {initialOf(title)}
        </span>
        <div>
          <h1>{title}</h1>
          {persona.name != null && persona.name !== persona.persona && (
            <p className="quiet">{t("personas-called", { name: persona.persona })}</p>
          )}
        </div>
        <Button
          className="button"
          onPress={() => {
            props.edit(found);
          }}
        >
          {t("personas-edit")}
        </Button>
      </header>
      {(found.maps ?? []).length > 0 && (
        <section aria-labelledby="persona-followed" role="status">
          <h2 id="persona-followed">{t("merge-followed")}</h2>
          <MapChanges changes={found.maps ?? []} />
        </section>
      )}
      <section aria-labelledby="persona-size" className="persona-size">
        <h2 id="persona-size">{t("personas-how-many")}</h2>
        <SizeLine {...size} />
        {persona.rule != null && (
          <>
            <p>
              <code>{persona.rule}</code>
            </p>
            <RuleWords rule={persona.rule} />
          </>
        )}
        {size.journeys === 0 && <p className="bad">{t("rule-nobody")}</p>}
        {persona.rule != null && (size.journeys ?? 0) > 0 && (
          <Overlap rule={persona.rule} except={props.name} />
        )}
      </section>
      <div className="persona-lists">
        {LISTS.map((list) => {
          const lines = persona[list] ?? [];
          return (
            <section key={list} aria-labelledby={`persona-${list}`} className={list}>
              <h2 id={`persona-${list}`}>{t(`personas-${list}`)}</h2>
              {lines.length === 0 ? (
                <p className="quiet">{t("personas-nothing")}</p>
              ) : (
                <ul>
                  {lines.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              )}
            </section>
          );
        })}
        <OnMaps name={props.name} found={found} />
      </div>
    </article>
  );
}

function OnMaps({ name, found }: { name: string; found: TaggedPersona }) {
  const t = useText();
  const { persona } = found;
  const load = useCallback(() => mapsOf(name, persona), [name, persona]);
  const [maps, again] = useRemote(load);
  return (
    <section aria-labelledby="persona-maps" className="maps-of">
      <h2 id="persona-maps">{t("personas-maps")}</h2>
      {maps.state === "loading" && <p className="quiet">{t("loading")}</p>}
      {maps.state === "failed" && <TroubleNotice trouble={maps.trouble} again={again} />}
      {maps.state === "ready" && maps.value.length === 0 && (
        <p className="quiet">{t("personas-no-maps")}</p>
      )}
      {maps.state === "ready" && (
        <ul>
          {maps.value.map(({ id, name }) => (
            <li key={id}>
              <a href={hrefOf({ page: "map", id, view: "map", key: null })}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
