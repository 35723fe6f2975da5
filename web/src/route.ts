import { useSyncExternalStore } from "react";

/** Where the reader is: kept in the address, so that every place can be linked to. */
export type Route =
  | { page: "maps" }
  | { page: "new" }
  | { page: "data" }
  | { page: "portfolio" }
  | { page: "personas" }
  | { page: "library" }
  /** A persona by the name of its file; `null` for a new one. */
  | { page: "persona"; name: string | null }
  | {
      page: "map";
      id: string;
      view: View;
      key: string | null;
      /** What the map is compared with: see pages/compare/other.ts. */
      with?: string;
      /** The maps from which this one was opened, the outermost first. */
      within?: readonly string[];
      /** Only the journeys of this persona, by the name of its file. */
      persona?: string;
      /** A saved view to begin with: the id of its record. */
      saved?: string;
    }
  | { page: "unknown"; path: string };

export const VIEWS = [
  "map",
  "edit",
  "table",
  "story",
  "summary",
  "findings",
  "present",
  "compare",
  "history",
  "proposals",
  "library",
] as const;
export type View = (typeof VIEWS)[number];

/** Pages of one word. */
const PLAIN = ["maps", "new", "data", "portfolio", "personas", "library"] as const;

/** Reads `#/maps/ID?view=table&key=s1.2.emotion`. */
export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const parts = path.split("/").filter((part) => part !== "");
  const asked = new URLSearchParams(query);
  if (parts.length === 0) return { page: "maps" };
  const plain = PLAIN.find((page) => page === parts[0]);
  if (plain !== undefined && parts.length === 1) return { page: plain };
  const name = parts.length === 2 ? decode(parts[1] ?? "") : null;
  if (parts[0] === "personas" && name !== null)
    return { page: "persona", name: name === NEW ? null : name };
  if (parts[0] === "maps" && name !== null) {
    const view = VIEWS.find((view) => view === asked.get("view")) ?? "map";
    const other = asked.get("with");
    const within = asked.getAll("within");
    const [persona, saved] = [asked.get("persona"), asked.get("saved")];
    return {
      page: "map",
      id: name,
      view,
      key: asked.get("key"),
      ...(other === null ? {} : { with: other }),
      ...(within.length === 0 ? {} : { within }),
      ...(persona === null ? {} : { persona }),
      ...(saved === null ? {} : { saved }),
    };
  }
  return { page: "unknown", path };
}

/** In the place of a persona's name: no file can be called so. */
const NEW = "+";

/** The address of a route. */
export function hrefOf(route: Route): string {
  switch (route.page) {
    case "unknown":
      return `#/${route.path}`;
    case "persona":
      return `#/personas/${encodeURIComponent(route.name ?? NEW)}`;
    case "map": {
      const asked = new URLSearchParams();
      if (route.view !== "map") asked.set("view", route.view);
      if (route.with !== undefined) asked.set("with", route.with);
      if (route.persona !== undefined) asked.set("persona", route.persona);
      if (route.saved !== undefined) asked.set("saved", route.saved);
      if (route.key !== null) asked.set("key", route.key);
      for (const above of route.within ?? []) asked.append("within", above);
      const query = asked.toString();
      return `#/maps/${encodeURIComponent(route.id)}${query === "" ? "" : `?${query}`}`;
    }
    default:
      return `#/${route.page}`;
  }
}

/** The persona whose journeys a map is looked at over; `null` for all. */
export function personaIn(route: Route): string | null {
  return route.page === "map" ? (route.persona ?? null) : null;
}

/** The same map over the journeys of a persona; over all of them without one. */
export function withPersona(route: Extract<Route, { page: "map" }>, persona: string | null): Route {
  const of = { ...route };
  delete of.persona;
  return persona === null ? of : { ...of, persona };
}

/** Goes to a route. What only opens and closes beside the same page does not grow the history. */
export function go(route: Route, how: "push" | "replace" = "push"): void {
  const href = hrefOf(route);
  if (href === location.hash) return;
  if (how === "push") history.pushState(null, "", href);
  else history.replaceState(null, "", href);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

export function useRoute(): Route {
  return readRoute(useSyncExternalStore(follow, () => location.hash));
}

function follow(changed: () => void): () => void {
  addEventListener("hashchange", changed);
  addEventListener("popstate", changed);
  return () => {
    removeEventListener("hashchange", changed);
    removeEventListener("popstate", changed);
  };
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
