import { expect, test } from "vitest";
import { hrefOf, readRoute, type Route } from "./route";

test("every route reads back from its address", () => {
  const routes: Route[] = [
    { page: "maps" },
    { page: "new" },
    { page: "data" },
    { page: "portfolio" },
    { page: "personas" },
    { page: "persona", name: "Молодая мать 2" },
    { page: "persona", name: null },
    { page: "map", id: "olist", view: "compare", key: null, with: "@3..now" },
    { page: "map", id: "olist", view: "map", key: null },
    { page: "map", id: "a/b ü?#%", view: "table", key: "s1.2.emotion" },
    { page: "map", id: "..", view: "story", key: "path.0" },
  ];
  for (const route of routes) expect(readRoute(hrefOf(route))).toEqual(route);
});

test("an address that nobody made is said to be unknown, never an error", () => {
  expect(readRoute("#/maps/%E0%A4%A")).toMatchObject({ page: "unknown" });
  expect(readRoute("#/nowhere/at/all")).toMatchObject({ page: "unknown" });
  expect(readRoute("#/maps/x?view=bogus")).toMatchObject({ page: "map", view: "map" });
  expect(readRoute("")).toEqual({ page: "maps" });
});
