import { useSyncExternalStore } from "react";

/** Where the reader is: kept in the address, so that every place can be linked to. */
export type Route =
  | { page: "maps" }
  | { page: "data" }
  | { page: "map"; id: string; view: View; key: string | null }
  | { page: "unknown"; path: string };

export const VIEWS = ["map", "table", "story", "findings"] as const;
export type View = (typeof VIEWS)[number];

/** Reads `#/maps/ID?view=table&key=s1.2.emotion`. */
export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const parts = path.split("/").filter((part) => part !== "");
  const asked = new URLSearchParams(query);
  if (parts.length === 0 || (parts[0] === "maps" && parts.length === 1)) return { page: "maps" };
  if (parts[0] === "data" && parts.length === 1) return { page: "data" };
  if (parts[0] === "maps" && parts.length === 2) {
    const id = decode(parts[1] ?? "");
    const view = VIEWS.find((view) => view === asked.get("view")) ?? "map";
    if (id !== null) return { page: "map", id, view, key: asked.get("key") };
  }
  return { page: "unknown", path };
}

/** The address of a route. */
export function hrefOf(route: Route): string {
  switch (route.page) {
    case "maps":
      return "#/maps";
    case "data":
      return "#/data";
    case "unknown":
      return `#/${route.path}`;
    case "map": {
      const asked = new URLSearchParams();
      if (route.view !== "map") asked.set("view", route.view);
      if (route.key !== null) asked.set("key", route.key);
      const query = asked.toString();
      return `#/maps/${encodeURIComponent(route.id)}${query === "" ? "" : `?${query}`}`;
    }
  }
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
