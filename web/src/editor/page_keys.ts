import { useEffect } from "react";
import { canRun, commandOf } from "./commands";
import type { Desk } from "./desk";

// Keys that are commands, wherever on the page the focus is. In the grid all of them work; elsewhere those that write nothing.

/** What stands over the map has keys of its own. */
const APART = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";
/** Outside of the editor, only what cannot surprise. */
const ANYWHERE = new Set(["undo", "redo"]);

export function usePageKeys(desk: Desk): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      onKey(desk, event);
    };
    document.addEventListener("keydown", press);
    return () => {
      document.removeEventListener("keydown", press);
    };
  }, [desk]);
}

function onKey(desk: Desk, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const target = event.target instanceof Element ? event.target : document.body;
  if (desk.ui.get().dialog !== null || target.closest(APART) !== null) return;
  const inText = target.closest("input, textarea, select, [contenteditable]") !== null;
  const inEditor = target.closest(".editor") !== null;
  const inGrid =
    !inText && target.closest("[role=grid]") !== null && target.closest("button, a") === null;
  const command = commandOf(event, inText);
  if (command === null || !canRun(desk, command)) return;
  const alone = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!inGrid && alone && !["?", "/"].includes(event.key)) return;
  if (!inEditor && command.group !== "view" && !ANYWHERE.has(command.id)) return;
  // A text elsewhere on the page has an undo of its own.
  if (!inEditor && inText && command.group !== "view") return;
  event.preventDefault();
  command.run(desk);
}
