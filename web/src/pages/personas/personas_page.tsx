import { useRemote } from "../../api/use_remote";
import { useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import "../../styles/personas.css";
import "../../styles/portfolio.css";
import "../../styles/start.css";
import { Loading, Notice, TroubleNotice } from "../trouble";
import { loadPersonas, type KnownPersona } from "./load";
import { SizeLine } from "./size_line";

/** Who walks the journeys, and how many they are. */
export function PersonasPage() {
  const t = useText();
  const [personas, again] = useRemote(loadPersonas);
  if (personas.state === "loading") return <Loading text={t("loading")} />;
  if (personas.state === "failed")
    return <TroubleNotice whole trouble={personas.trouble} again={again} />;
  const create = (
    <a className="button primary" href={hrefOf({ page: "persona", name: null })}>
      {t("personas-new")}
    </a>
  );
  if (personas.value.length === 0)
    return (
      <Notice whole title={t("personas-none")} help={t("personas-none-help")}>
        {create}
      </Notice>
    );
  return (
    <article className="personas">
      <header className="page-head">
        <h1>{t("nav-personas")}</h1>
        {create}
      </header>
      <p className="lead">{t("personas-intro")}</p>
      <ul className="persona-list">
        {personas.value.map((persona) => (
          <Entry key={persona.id} persona={persona} />
        ))}
      </ul>
    </article>
  );
}

function Entry({ persona: { id, found } }: { persona: KnownPersona }) {
  const t = useText();
  const persona = found?.persona;
  const title = persona?.name ?? persona?.persona ?? id;
  return (
    <li>
      <a href={hrefOf({ page: "persona", name: id })}>
        <span className="portrait" aria-hidden="true">
          {initialOf(title)}
        </span>
        <span>
          <strong>{title}</strong>
          {persona?.name != null && persona.name !== persona.persona && (
            <small>{persona.persona}</small>
          )}
        </span>
      </a>
      {persona?.needs?.[0] !== undefined && <p>{persona.needs[0]}</p>}
      {found === null ? (
        <p className="quiet">{t("personas-only-named")}</p>
      ) : (
        <SizeLine {...found.size} />
      )}
    </li>
  );
}

/** The letter that stands for a face. */
export function initialOf(name: string): string {
  return Array.from(name.trim())[0]?.toLocaleUpperCase() ?? "?";
}
