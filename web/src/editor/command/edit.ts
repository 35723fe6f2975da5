import { removeSelected } from "../acts/remove";
import { redo, undo } from "../acts/undo";
import { openSpot } from "../acts/write";
import { copySelected, cutSelected, duplicateSelected, pasteAsked } from "../clip/clipboard";
import type { Desk } from "../desk";
import { selectAll, selectedInOrder } from "../selecting";
import { placeOf } from "../spots";
import { command, type Command } from "./command";

// Undo, the clipboard, writing and removing.

export const EDIT: readonly Command[] = [
  command("undo", "edit", ["Mod+Z"], undo, {
    inText: true,
    when: (desk) => desk.live.canUndo(),
  }),
  command("redo", "edit", ["Mod+Shift+Z", "Mod+Y"], redo, {
    inText: true,
    when: (desk) => desk.live.canRedo(),
  }),
  command(
    "write",
    "edit",
    ["F2", "Enter"],
    (desk) => {
      const { focus } = desk.ui.get();
      if (focus !== null) openSpot(desk, focus);
    },
    { when: opens },
  ),
  // Cut, copy and paste come as events of the clipboard; their keys stand here to be read.
  command("cut", "edit", ["Mod+X"], cutSelected, { when: isSelected }),
  command(
    "copy",
    "edit",
    ["Mod+C"],
    (desk) => {
      copySelected(desk);
    },
    { when: isSelected },
  ),
  command("paste", "edit", ["Mod+V"], (desk) => void pasteAsked(desk)),
  command("duplicate", "edit", ["Mod+D"], duplicateSelected, { when: isSelected }),
  command("delete", "edit", ["Delete", "Backspace"], removeSelected, { when: isSelected }),
  command("select-all", "edit", ["Mod+A"], selectAll),
];

function isSelected(desk: Desk): boolean {
  return selectedInOrder(desk).length > 0;
}

/** What is focused can be written in, or chosen: a lane's title and what is only measured cannot. */
function opens(desk: Desk): boolean {
  const { focus } = desk.ui.get();
  const place = placeOf(focus ?? "");
  if (place.at !== "cell") return focus !== null && place.at === "record";
  const lane = desk.lanes().find(({ id }) => id === place.lane);
  return place.lane === "steps" || lane?.kind != null || lane?.open !== undefined;
}
