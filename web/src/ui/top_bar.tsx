import { Suspense, type ReactNode } from "react";
import { LANGUAGES, OWN_NAMES, type Language } from "../i18n/messages";
import { useReader, useText } from "../i18n/provider";
import { LaterSearch } from "../pages/later";
import { hrefOf, useRoute } from "../route";

/** The first line of every page: where we are, and what can be done here. */
export function TopBar(props: {
  project: string;
  map?: string;
  tags?: ReactNode;
  actions?: ReactNode;
}) {
  const t = useText();
  return (
    <>
      <SkipLink />
      <header className="top">
        <a className="wordmark" href={hrefOf({ page: "maps" })} aria-label="Wayline">
          way<b>line</b>
        </a>
        <div className="crumb">
          <a href={hrefOf({ page: "maps" })}>{props.project}</a>
          {props.map !== undefined && (
            <>
              <span aria-hidden="true"> / </span>
              <h1>{props.map}</h1>
            </>
          )}
        </div>
        <div className="tags">{props.tags}</div>
        <nav className="top-end" aria-label={t("nav-label")}>
          <Suspense fallback={<span className="search-room" />}>
            <LaterSearch />
          </Suspense>
          <PageLinks />
          <LanguageChoice />
          {props.actions}
        </nav>
      </header>
    </>
  );
}

function SkipLink() {
  const t = useText();
  return (
    <a
      className="skip"
      href="#content"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById("content")?.focus();
      }}
    >
      {t("skip-to-map")}
    </a>
  );
}

/** Pages that are linked everywhere. */
const PAGES = ["maps", "portfolio", "personas", "data"] as const;

function PageLinks() {
  const t = useText();
  const { page } = useRoute();
  const current = page === "persona" ? "personas" : page;
  return PAGES.map((one) => (
    <a key={one} href={hrefOf({ page: one })} aria-current={current === one ? "page" : undefined}>
      {t(`nav-${one}`)}
    </a>
  ));
}

function LanguageChoice() {
  const t = useText();
  const { language, choose } = useReader();
  return (
    <select
      className="language"
      aria-label={t("language")}
      value={language}
      onChange={(event) => {
        choose(event.target.value as Language);
      }}
    >
      {LANGUAGES.map((language) => (
        <option key={language} value={language} lang={language}>
          {OWN_NAMES[language]}
        </option>
      ))}
    </select>
  );
}
