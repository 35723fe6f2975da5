import { useEffect, type RefObject } from "react";
import { removeAll } from "./acts/remove";
import { fillClipboard, paste } from "./clip/clipboard";
import type { Desk } from "./desk";
import { selectedInOrder } from "./selecting";

/** How much of a text that is pasted the field has no room for, which the browser drops without a word. */
export function cutBy(
  field: EventTarget | null,
  pasted: string,
): { count: number; most: number } | null {
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return null;
  const { maxLength: most, value, selectionStart, selectionEnd } = field;
  if (most < 0) return null;
  const replaced = (selectionEnd ?? 0) - (selectionStart ?? 0);
  const whole = value.length - replaced + pasted.replaceAll("\r\n", "\n").length;
  return whole > most ? { count: whole - most, most } : null;
}

/** Cut, copy and paste while the grid has the focus. */
export function useClipboard(desk: Desk, content: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const ours = () => {
      const active = document.activeElement;
      return content.current?.contains(active) === true && !(active instanceof HTMLTextAreaElement);
    };
    const copied = (event: ClipboardEvent, how: "copy" | "cut"): boolean => {
      if (!ours() || event.clipboardData === null) return false;
      if (!fillClipboard(desk, event.clipboardData, how)) return false;
      event.preventDefault();
      return true;
    };
    document.addEventListener("copy", (event) => void copied(event, "copy"), { signal });
    document.addEventListener(
      "cut",
      (event) => {
        if (copied(event, "cut")) removeAll(desk, selectedInOrder(desk), "why-cut");
      },
      { signal },
    );
    document.addEventListener(
      "paste",
      (event) => {
        const data = event.clipboardData;
        if (!ours() || data === null) return;
        event.preventDefault();
        paste(desk, data.getData("text/html"), data.getData("text/plain"));
      },
      { signal },
    );
    document.addEventListener(
      "paste",
      ({ target, clipboardData }) => {
        const cut = cutBy(target, clipboardData?.getData("text/plain") ?? "");
        if (cut === null) return;
        const text = desk.t("edit-paste-cut", { ...cut });
        desk.ui.set({ toast: { text, undo: false } });
        desk.say(text);
      },
      { signal },
    );
    return () => {
      stop.abort();
    };
  }, [desk, content]);
}
