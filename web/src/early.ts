// What whoever opens a map to edit it waits for, begun at once and all together: else the page would ask for the editor, the editor for the
// document's code, and that for its wasm, one after the other.
import { askEarly } from "./api/asked_early";
import { loro } from "./doc/loro_code";
import { askPictureEarly } from "./editor/early_picture";
import { readRoute } from "./route";

export function beginEarly(hash = location.hash): void {
  const route = readRoute(hash);
  if (route.page !== "map" || route.view !== "edit") return;
  askEarly("/api/v1/people/me");
  askPictureEarly(route.id);
  // Who needs it asks again and hears why it failed.
  for (const begun of [loro(), import("./editor/editor_page"), import("./doc/connect")])
    begun.catch(() => undefined);
}
