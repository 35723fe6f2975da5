import { askMap, type MapAct } from "../../pages/map_asks";
import { titleOf } from "../kinds";
import type { Desk } from "../desk";
import { command, type Command } from "./command";

// What is done with the map as a whole; the dialogs are those of the list of maps.

export const MAP: readonly Command[] = [
  command("rename-map", "edit", [], asked("rename")),
  command("copy-map", "edit", [], asked("copy")),
  command("remove-map", "edit", [], asked("remove")),
];

function asked(act: MapAct): (desk: Desk) => void {
  return (desk) => {
    askMap({ act, id: desk.id, name: titleOf(desk.layout().map) });
  };
}
