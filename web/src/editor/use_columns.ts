import { useEffect, useLayoutEffect, useMemo, useState, type RefObject } from "react";
import { flushSync } from "react-dom";
import {
  columnOfFocus,
  columnsOf,
  MANY,
  rangeOf,
  type Range,
  type Tracks,
  type View,
} from "./columns_shown";
import { useDesk, useMine } from "./desk";

/** How wide the window onto the grid is. */
export function useRoom(scroller: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(1200);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      setRoom(element.clientWidth);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [scroller]);
  return room;
}

/** The columns to draw: those in range, and in order with them the one that holds the focus. The same objects as long as they are the same. */
export function useColumns(
  scroller: RefObject<HTMLElement | null>,
  room: number,
  { count, width, names }: Tracks,
): { shown: readonly number[]; range: Range } {
  const desk = useDesk();
  const printing = usePrinting();
  const whole = count < MANY || printing;
  const pinned = useMine(() => (whole ? null : columnOfFocus(desk)));
  const [range, setRange] = useState(() => rangeOf({ left: 0, room }, { count, width, names }));
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || whole) return;
    const look = () => {
      const view: View = { left: element.scrollLeft, room };
      const next = rangeOf(view, { count, width, names });
      setRange((now) => (now.from === next.from && now.to === next.to ? now : next));
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      element.removeEventListener("scroll", look);
    };
  }, [scroller, whole, room, count, width, names]);
  const { from, to } = whole ? { from: 0, to: count } : range;
  return useMemo(() => {
    const drawn = { from: Math.min(from, count), to: Math.min(to, count) };
    return { range: drawn, shown: columnsOf(drawn, count, pinned) };
  }, [count, from, to, pinned]);
}

/** Whether the page is being printed: paper has no window. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const set = (to: boolean) => () => {
      flushSync(() => {
        setPrinting(to);
      });
    };
    addEventListener("beforeprint", set(true), { signal });
    addEventListener("afterprint", set(false), { signal });
    return () => {
      stop.abort();
    };
  }, []);
  return printing;
}
