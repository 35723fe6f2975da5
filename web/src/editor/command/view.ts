import { journeyIn, openJourney } from "../acts/journey";
import { NO_FILTER } from "../filter";
import type { Desk } from "../desk";
import { elementAt } from "../go_to";
import { larger, smaller } from "../../map/zoom_steps";
import { fitMap, zoomTo } from "../zoom";
import { focusedStep } from "../selecting";
import { wantPointers, type Detail, type Panel } from "../ui_state";
import { command, type Command } from "./command";

// How the map is looked at; none of these changes it.

export const VIEW: readonly Command[] = [
  command("palette", "view", ["Mod+K"], open({ dialog: "palette" }), { inText: true }),
  command("shortcuts", "view", ["?"], open({ dialog: "shortcuts" })),
  command("menu", "view", ["Shift+F10", "ContextMenu"], openMenu, {
    when: (desk) => desk.ui.get().focus !== null,
  }),
  command("search", "view", ["/", "Mod+F"], (desk) => {
    desk.ui.set({ search: desk.ui.get().search ?? "" });
  }),
  command("filter", "view", ["Mod+Shift+F"], open({ dialog: "filter" })),
  command("clear-filter", "view", [], (desk) => {
    desk.ui.set({ filter: NO_FILTER, lanes: null, search: null });
  }),
  command("lanes", "view", ["Alt+L"], open({ dialog: "lanes" })),
  command("save-view", "view", [], open({ dialog: "view" })),
  command("sketch", "view", ["Alt+1"], detail("sketch")),
  command("standard", "view", ["Alt+2"], detail("standard")),
  command("full", "view", ["Alt+3"], detail("full")),
  // As in drawing tools; Ctrl with plus and minus stays the browser's.
  command("zoom-in", "view", ["Alt++"], (desk) => {
    zoomTo(desk, larger(desk.ui.get().zoom));
  }),
  command("zoom-out", "view", ["Alt+-"], (desk) => {
    zoomTo(desk, smaller(desk.ui.get().zoom));
  }),
  command("zoom-whole", "view", ["Shift+0", "Alt+0"], (desk) => {
    zoomTo(desk, 1);
  }),
  command("zoom-fit", "view", ["Shift+1", "Alt+9"], fitMap),
  command("details", "view", ["Mod+I", "Alt+Enter"], panel("details")),
  command("bin", "view", ["Alt+B"], panel("bin")),
  command("narrative", "view", ["Alt+N"], panel("narrative")),
  command(
    "open-journey",
    "view",
    ["Alt+J"],
    (desk) => {
      const step = desk.record(focusedStep(desk) ?? "");
      if (step !== undefined) openJourney(desk, step);
    },
    {
      when: (desk) => {
        const step = desk.record(focusedStep(desk) ?? "");
        return step !== undefined && journeyIn(step) !== null;
      },
    },
  ),
  command("aside", "view", [], panel("aside")),
  command("pointers-hide", "view", [], pointers(false), {
    when: (desk) => desk.ui.get().pointers,
  }),
  command("pointers-show", "view", [], pointers(true), {
    when: (desk) => !desk.ui.get().pointers,
  }),
];

/** At the middle of what is focused. */
function openMenu(desk: Desk): void {
  const box = elementAt(desk.ui.get().focus)?.getBoundingClientRect();
  if (box !== undefined)
    desk.ui.set({
      menu: { x: box.left + Math.min(24, box.width / 2), y: box.top + box.height / 2 },
    });
}

function open(dialog: NonNullable<ReturnType<Desk["ui"]["get"]>["dialog"]>) {
  return (desk: Desk): void => {
    desk.ui.set({ dialog });
  };
}

function detail(detail: Detail) {
  return (desk: Desk): void => {
    desk.ui.set({ detail });
    desk.say(desk.t(`cmd-${detail}`));
  };
}

function pointers(wanted: boolean) {
  return (desk: Desk): void => {
    wantPointers(desk.ui, wanted);
    desk.say(desk.t(wanted ? "edit-pointers-shown" : "edit-pointers-hidden"));
  };
}

export function panel(panel: Panel) {
  return (desk: Desk): void => {
    desk.ui.set({ panel: desk.ui.get().panel === panel ? null : panel });
  };
}
