import { go, hrefOf, personaIn, readRoute, withPersona } from "../route";
import type { Rec } from "../doc/edit";
import type { Desk } from "./desk";
import { NO_FILTER, type Filter } from "./filter";
import { wordOf } from "./kinds";
import { laneOf } from "./lanes";
import type { Detail } from "./ui_state";

// A view of the map that was saved: what is filtered, which lanes are shown, how much of them, and whose figures they are.

export interface SavedView {
  filter: Filter;
  detail: Detail;
  /** Ids of the lanes from top to bottom; `null` for those of the map. */
  lanes: readonly string[] | null;
  /** The name of the persona's file; `null` for all customers. */
  persona: string | null;
}

const DETAILS: readonly Detail[] = ["sketch", "standard", "full"];

/** A view from what its record holds; whatever that does not say, or says in no way that is known, is as usual. */
export function readView(text: string): SavedView {
  let read: Record<string, unknown> = {};
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === "object" && json !== null) read = json as Record<string, unknown>;
  } catch {
    // Written by a page of another time, or by hand: the usual view is shown.
  }
  const word = (name: string) => (typeof read[name] === "string" ? read[name] : null);
  const list = (name: string) => {
    const value = read[name];
    return Array.isArray(value)
      ? value.filter((one): one is string => typeof one === "string")
      : null;
  };
  const grades = list("grades") ?? [];
  const talk = word("talk");
  const lanes = list("lanes")?.filter((id) => laneOf(id) !== undefined) ?? [];
  return {
    filter: {
      ...NO_FILTER,
      text: word("text") ?? "",
      grades: GRADES.filter((grade) => grades.includes(grade)),
      channel: word("channel"),
      department: word("department"),
      talk: talk === "votes" || talk === "comments" ? talk : "",
      hide: read.hide === true,
    },
    detail: DETAILS.find((one) => one === read.detail) ?? "standard",
    lanes: lanes.length > 0 ? lanes : null,
    persona: word("persona"),
  };
}

const GRADES = ["supported", "ageing", "contradicted", "assumption"] as const;

export function writeView({ filter, detail, lanes, persona }: SavedView): string {
  return JSON.stringify({
    ...filter,
    detail,
    ...(lanes === null ? {} : { lanes }),
    ...(persona === null ? {} : { persona }),
  });
}

/** What is shown now, as it would be saved. */
export function viewNow(desk: Desk): SavedView {
  const { filter, detail, lanes } = desk.ui.get();
  const route = readRoute(location.hash);
  return { filter, detail, lanes, persona: personaIn(route) };
}

/** Shows a view; the address says which, so that a reload or a link shows it too. */
export function showView(desk: Desk, view: Rec): void {
  const { filter, detail, lanes, persona } = readView(wordOf(view, "filter"));
  desk.ui.set({ filter, detail, lanes });
  const route = readRoute(location.hash);
  if (route.page === "map") go(withPersona({ ...route, saved: view.id }, persona), "replace");
}

/** The address that shows a view to whoever opens it. */
export function linkTo(map: string, view: string): string {
  const here = location.href.split("#")[0] ?? "";
  return here + hrefOf({ page: "map", id: map, view: "edit", key: null, saved: view });
}
