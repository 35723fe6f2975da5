import {
  startTransition,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type RefObject,
} from "react";
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

/** Rows so far above and below the window are ready, for the next moments of scrolling. */
const BESIDE = "600px 0px";

/** How wide the window onto the grid is. */
export function useRoom(scroller: RefObject<HTMLElement | null>): number {
  // As wide as the page until it is known: to ask at once would cost a layout of what is about to change.
  const [room, setRoom] = useState(() => window.innerWidth);
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
): { shown: readonly number[]; range: Range; pinned: number | null } {
  const desk = useDesk();
  const printing = usePrinting();
  const whole = count < MANY || printing;
  const pinned = useMine(() => (whole ? null : columnOfFocus(desk)));
  const ready = useReady();
  /** As the last scrolling said: to read it before the page is laid out would lay it out. */
  const left = useRef(0);
  const [range, setRange] = useState(() => rangeOf({ left: 0, room }, { count, width, names }, 0));
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || whole) return;
    const look = () => {
      const view: View = { left: left.current, room };
      const next = rangeOf(view, { count, width, names }, ready ? undefined : 0);
      setRange((now) => (now.from === next.from && now.to === next.to ? now : next));
    };
    const moved = () => {
      left.current = element.scrollLeft;
      look();
    };
    look();
    element.addEventListener("scroll", moved, { passive: true });
    return () => {
      element.removeEventListener("scroll", moved);
    };
  }, [scroller, whole, ready, room, count, width, names]);
  const { from, to } = whole ? { from: 0, to: count } : range;
  return useMemo(() => {
    const drawn = { from: Math.min(from, count), to: Math.min(to, count) };
    return { range: drawn, shown: columnsOf(drawn, count, pinned), pinned };
  }, [count, from, to, pinned]);
}

/** Whether what is in sight has been painted, and there is time for what is beside it. */
function useReady(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      later = setTimeout(() => {
        startTransition(() => {
          setReady(true);
        });
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(later);
    };
  }, []);
  return ready;
}

/**
 * Whether a row is in sight or near it. Rows that are not are as high as if they were, and empty but for the column that holds the focus,
 * so that a key finds what it goes to. `top` is where the row stands at first, as far as that can be told.
 */
export function useNear(row: RefObject<HTMLElement | null>, top: number | null): boolean {
  const printing = usePrinting();
  const whole = top === null || printing || typeof IntersectionObserver === "undefined";
  const [near, setNear] = useState(() => whole || top < window.innerHeight);
  useEffect(() => {
    const element = row.current;
    if (whole || element === null) return;
    const observer = new IntersectionObserver(
      (seen) => {
        const last = seen.at(-1);
        if (last === undefined) return;
        startTransition(() => {
          setNear(last.isIntersecting);
        });
      },
      { root: element.closest(".grid-scroller"), rootMargin: BESIDE },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [row, whole]);
  return whole || near;
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
