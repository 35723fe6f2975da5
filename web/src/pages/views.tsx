import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useText } from "../i18n/provider";
import { hrefOf, type View } from "../route";
import { useFolded } from "../ui/fold";
import { usePersona } from "./personas/whose";

// The names of a map's views, by which one goes from one to the other.

/** Ways to read the map, and then ways to work on it. */
const READING: readonly View[] = ["map", "edit", "table", "story", "summary", "findings"];
const WORKING: readonly View[] = ["compare", "history", "proposals", "library"];

/** What folds in the row of the views, from first to last. */
export const ROW: readonly string[] = ["fit", "detail", "work", "views"];

/** The ways to look at a map; behind a menu where they have no room. */
export function Views(props: { id: string; view: View; within: readonly string[] }) {
  const { id, view, within } = props;
  const t = useText();
  const persona = usePersona();
  const whose = persona === null ? {} : { persona };
  const folded = useFolded("views");
  const some = useFolded("work");
  const hrefTo = (one: View) => hrefOf({ page: "map", id, view: one, key: null, within, ...whose });
  const link = (one: View) => (
    <a key={one} href={hrefTo(one)} aria-current={one === view ? "page" : undefined}>
      {t(`view-${one}`)}
    </a>
  );
  if (folded)
    return (
      <nav className="views" aria-label={t("view-label")}>
        <ViewMenu
          views={[...READING, ...WORKING]}
          view={view}
          hrefTo={hrefTo}
          sign={`${t(`view-${view}`)} ▾`}
        />
      </nav>
    );
  return (
    <nav className="views" aria-label={t("view-label")}>
      {READING.map(link)}
      <span className="views-rule" aria-hidden="true" />
      {some ? (
        <>
          {WORKING.includes(view) && link(view)}
          <ViewMenu views={WORKING} view={view} hrefTo={hrefTo} sign="⋯" />
        </>
      ) : (
        WORKING.map(link)
      )}
    </nav>
  );
}

/** Views that have no room of their own. */
function ViewMenu(props: {
  views: readonly View[];
  view: View;
  hrefTo: (view: View) => string;
  sign: string;
}) {
  const { views, view, hrefTo, sign } = props;
  const t = useText();
  return (
    <MenuTrigger>
      <Button
        className="button small view-menu"
        data-fold
        aria-label={`${t("view-label")}: ${(views.includes(view) ? [view] : views).map((one) => t(`view-${one}`)).join(", ")}`}
      >
        {sign}
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu className="menu" aria-label={t("view-label")}>
          {views.map((one) => (
            <MenuItem key={one} href={hrefTo(one)} aria-current={one === view ? "page" : undefined}>
              {t(`view-${one}`)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
