import { Suspense, useSyncExternalStore, type ReactNode } from "react";
import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from "react-aria-components";
import { LANGUAGES, OWN_NAMES, type Language } from "../i18n/messages";
import { useReader, useText } from "../i18n/provider";
import { LaterSearch } from "../pages/later";
import { hrefOf, useRoute } from "../route";
import { FoldRow, useFolded } from "./fold";

/** Where the editor shows who else is here. */
export const PEOPLE_ROOM = "top-people";

/** What folds in the first line, from first to last. */
const LINE: readonly string[] = ["tags", "language", "search", "actions", "warn", "pages", "mark"];

/** The first line of every page: where we are, and what can be done here. */
export function TopBar(props: {
  project: string;
  map?: string;
  /** What a double click on the map's name does. */
  rename?: (() => void) | undefined;
  /** Links to the maps from which this one was opened. */
  above?: ReactNode;
  tags?: ReactNode;
  actions?: ReactNode;
}) {
  const t = useText();
  return (
    <>
      <SkipLink />
      <FoldRow as="header" className="top" order={LINE}>
        <Mark />
        <div className="crumb">
          <a
            href={hrefOf({ page: "maps" })}
            {...(props.map === undefined ? { "data-cut": 110, title: props.project } : {})}
          >
            {props.project}
          </a>
          {props.map !== undefined && (
            <>
              {props.above}
              <span aria-hidden="true"> / </span>
              <h1 data-cut title={props.map} onDoubleClick={props.rename}>
                {props.map}
              </h1>
            </>
          )}
        </div>
        <div className="tags">{props.tags}</div>
        <nav className="top-end" aria-label={t("nav-label")}>
          <Search />
          <PageLinks room={props.map === undefined ? 900 : 1800} />
          <LanguageChoice />
          <span id={PEOPLE_ROOM} className="top-people" data-whole />
          {props.actions}
        </nav>
      </FoldRow>
    </>
  );
}

function Mark() {
  const folded = useFolded("mark");
  if (folded) return null;
  return (
    <a className="wordmark" href={hrefOf({ page: "maps" })} aria-label="Wayline">
      way<b>line</b>
    </a>
  );
}

/** The search across all maps; only its sign where there is no room, until it has the focus. */
function Search() {
  const folded = useFolded("search");
  return (
    <span className={folded ? "top-search folded" : "top-search"}>
      <Suspense fallback={<span className="search-room" />}>
        <LaterSearch />
      </Suspense>
    </span>
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
const PAGES = ["maps", "portfolio", "personas", "library", "data"] as const;

/** Side by side where the window has `room` for them, else in a menu: the bar stays one line. */
function PageLinks({ room }: { room: number }) {
  const t = useText();
  const { page } = useRoute();
  const wide = useWide(room);
  const folded = useFolded("pages");
  const { language, choose } = useReader();
  const languages = useFolded("language");
  const current = page === "persona" ? "personas" : page;
  if (wide && !languages)
    return PAGES.map((one) => (
      <a key={one} href={hrefOf({ page: one })} aria-current={current === one ? "page" : undefined}>
        {t(`nav-${one}`)}
      </a>
    ));
  return (
    <MenuTrigger>
      <Button className="button" data-fold {...(folded ? { "aria-label": t("nav-label") } : {})}>
        {folded ? "☰" : `${t("nav-label")} ▾`}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={t("nav-label")}>
          {PAGES.map((one) => (
            <MenuItem
              key={one}
              href={hrefOf({ page: one })}
              aria-current={current === one ? "page" : undefined}
            >
              {t(`nav-${one}`)}
            </MenuItem>
          ))}
          {languages && <Separator className="menu-line" />}
          {languages && (
            <MenuSection
              aria-label={t("language")}
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[language]}
            >
              {LANGUAGES.map((one) => (
                <MenuItem
                  key={one}
                  id={one}
                  lang={one}
                  onAction={() => {
                    choose(one);
                  }}
                >
                  {OWN_NAMES[one]}
                </MenuItem>
              ))}
            </MenuSection>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Whether the window is at least so many pixels wide. */
function useWide(room: number): boolean {
  const query = `(min-width: ${room}px)`;
  return useSyncExternalStore(
    (changed) => {
      if (typeof matchMedia === "undefined") return () => undefined;
      const media = matchMedia(query);
      media.addEventListener("change", changed);
      return () => {
        media.removeEventListener("change", changed);
      };
    },
    () => typeof matchMedia === "undefined" || matchMedia(query).matches,
  );
}

function LanguageChoice() {
  const t = useText();
  const { language, choose } = useReader();
  const folded = useFolded("language");
  if (folded) return null;
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
