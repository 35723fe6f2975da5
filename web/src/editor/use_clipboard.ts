import { useEffect, type RefObject } from "react";
import { removeAll } from "./acts/remove";
import { fillClipboard, paste } from "./clip/clipboard";
import type { Desk } from "./desk";
import { selectedInOrder } from "./selecting";

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
    return () => {
      stop.abort();
    };
  }, [desk, content]);
}
