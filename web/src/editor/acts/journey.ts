import { makeMap, type JourneyMap, type JourneyStep } from "../../api/live_api";
import { TroubleError } from "../../api/problem";
import type { Rec } from "../../doc/edit";
import { go, readRoute, type Route } from "../../route";
import type { Desk } from "../desk";
import { itemsOf, titleOf, wordOf } from "../kinds";
import type { Layout } from "../layout";
import { forgetNames } from "../map_names";

// Steps that open into journeys of their own: a map beside this one, named by the step's `opens`.

/** How a file of the project's maps ends. */
const FILE = /\.journey\.(ya?ml|json)$/;

/** Id of the map that a step opens: `opens` names its file, as `maps/payment.journey.yaml`, or the map itself. */
export function journeyIn(step: Rec): string | null {
  const name = wordOf(step, "opens").split("/").at(-1)?.replace(FILE, "") ?? "";
  return name === "" ? null : name;
}

/** Where the map of a step is edited, with the way back to this one. */
export function journeyRoute(desk: Desk, id: string): Route {
  const here = readRoute(location.hash);
  const above = here.page === "map" ? (here.within ?? []) : [];
  // A map that was passed already is gone back to.
  const passed = above.indexOf(id);
  const within =
    passed >= 0 ? above.slice(0, passed) : id === desk.id ? above : [...above, desk.id];
  return { ...(here.page === "map" ? here : { page: "map" }), id, view: "edit", key: null, within };
}

export function openJourney(desk: Desk, step: Rec): void {
  const id = journeyIn(step);
  if (id !== null) go(journeyRoute(desk, id));
}

/** Makes a map of a step, writes its name into the step, and opens it. The step and its cards stay as they are. */
export async function makeJourney(desk: Desk, step: Rec): Promise<void> {
  try {
    const { id } = await makeMap(seedOf(desk.layout(), step));
    forgetNames();
    const edit = {
      edit: "set",
      id: step.id,
      field: "opens",
      value: `maps/${id}.journey.yaml`,
    } as const;
    if (desk.change([edit], "why-journey")) go(journeyRoute(desk, id));
  } catch (error) {
    if (!(error instanceof TroubleError)) throw error;
    const { trouble } = error;
    const why =
      trouble.kind === "problem"
        ? trouble.problem.detail
        : desk.t(trouble.kind === "unreachable" ? "trouble-unreachable" : "trouble-strange", {
            status: trouble.kind === "strange" ? trouble.status : 0,
          });
    const text = desk.t("edit-journey-failed", { why });
    desk.ui.set({ toast: { text, undo: false } });
    desk.say(text);
  }
}

/** What the new map begins with: the step as a stage; of the events that are it, each is a step. */
export function seedOf({ map, library }: Layout, step: Rec): JourneyMap {
  const name = titleOf(step) || "…";
  const names = (field: string) =>
    itemsOf(step, field).flatMap((id) => {
      const known = library.get(id);
      return known === undefined ? [] : [titleOf(known)];
    });
  const match = itemsOf(step, "match");
  const begin = { touchpoints: names("touchpoints"), channels: names("channels") };
  const steps: JourneyStep[] =
    match.length > 1
      ? match.map((event) => ({ step: event, match: [event], ...begin }))
      : [{ step: name, ...(match.length > 0 ? { match: [...match] } : {}), ...begin }];
  const kind = wordOf(map, "kind");
  const unit = wordOf(map, "unit");
  return {
    wayline: 1,
    map: name,
    // The document holds nothing else in these: plan.ts.
    kind: (kind || "current_state") as JourneyMap["kind"],
    ...(unit === "" ? {} : { unit: unit as NonNullable<JourneyMap["unit"]> }),
    actors: [...itemsOf(map, "actors")],
    stages: [{ stage: name, steps }],
  };
}
