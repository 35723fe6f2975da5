import { useEffect, useRef } from "react";
import { useText } from "../i18n/provider";
import { hrefOf, useRoute, type Route } from "../route";
import { announce, Announcer } from "./announcer";
import { focusNext, headOfPage } from "./focus";

/** Moves the focus to where a link led, and says what is shown there: a page that is drawn in place does neither by itself. */
export function PageFocus() {
  const t = useText();
  const route = useRoute();
  const place = hrefOf(placeOf(route));
  const before = useRef(place);
  const title = titleOf(route);
  const text = title === null ? "" : t(title);
  useEffect(() => {
    // A map sets its own title, with its name.
    if (route.page !== "map") document.title = text === "" ? "Wayline" : `${text} · Wayline`;
  }, [route.page, text]);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    announce(text);
    // The link that was followed may still be there: the focus is taken from it.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    focusNext(headOfPage);
  }, [place, text]);
  return <Announcer />;
}

/** A route without what opens and closes beside the same page. */
function placeOf(route: Route): Route {
  return route.page === "map" ? { page: "map", id: route.id, view: route.view, key: null } : route;
}

function titleOf(route: Route): string | null {
  switch (route.page) {
    case "map":
      return `view-${route.view}`;
    case "persona":
      return "nav-personas";
    case "unknown":
      return "trouble-unknown-page";
    default:
      return `nav-${route.page}`;
  }
}
