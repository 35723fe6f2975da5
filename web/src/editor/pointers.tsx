import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { Pointed } from "../doc/live_map";
import "../styles/pointers.css";
import { inkOn } from "./colours";
import { useDesk, useLayout, useMine } from "./desk";
import { placeOfPointer, sharePointer } from "./pointer/share_pointer";

// The mouse pointers of the others over the grid, with their names. A screen reader is told what they do, not where they point.

/** After so long without a move a pointer steps back, and then goes. */
const IDLE_MS = 5_000;
const GONE_MS = 60_000;

export function Pointers() {
  const on = useMine((ui) => ui.pointers);
  return on ? <Layer /> : null;
}

/** It stands within what it points at, and moves with it. */
function Layer() {
  const desk = useDesk();
  const { live } = desk;
  const pointers = useSyncExternalStore(live.onPointers, live.pointers);
  const layout = useLayout();
  const detail = useMine((ui) => ui.detail);
  const lanes = useMine((ui) => ui.lanes);
  const zoom = useMine((ui) => ui.zoom);
  const layer = useRef<HTMLDivElement>(null);

  const place = useCallback(() => {
    const content = layer.current?.parentElement;
    if (content == null) return;
    for (const pointed of live.pointers()) {
      const mark = layer.current?.querySelector<HTMLElement>(
        `[data-connection="${pointed.connection}"]`,
      );
      const at = mark == null ? null : placeOfPointer(desk, content, pointed);
      if (mark == null) continue;
      mark.hidden = at === null;
      if (at !== null) mark.style.transform = `translate(${at.left}px, ${at.top}px)`;
    }
  }, [desk, live]);

  useLayoutEffect(place, [place, pointers, layout, detail, lanes, zoom]);
  useEffect(() => {
    const content = layer.current?.parentElement;
    const scroller = content?.parentElement;
    if (content == null || scroller == null) return;
    // The heads stand still while the rest is scrolled.
    scroller.addEventListener("scroll", place, { passive: true });
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(place);
    observer?.observe(content);
    const stop = sharePointer(desk, content);
    return () => {
      scroller.removeEventListener("scroll", place);
      observer?.disconnect();
      stop();
    };
  }, [desk, place]);

  return (
    <div className="pointers" aria-hidden="true" ref={layer}>
      {pointers.map((pointed) => (
        <Mark key={pointed.connection} pointed={pointed} />
      ))}
    </div>
  );
}

function Mark({ pointed }: { pointed: Pointed }) {
  const { connection, person, over, x, y } = pointed;
  const [still, setStill] = useState<"" | "idle" | "gone">("");
  useEffect(() => {
    setStill("");
    const waits = [
      setTimeout(() => {
        setStill("idle");
      }, IDLE_MS),
      setTimeout(() => {
        setStill("gone");
      }, GONE_MS),
    ];
    return () => {
      waits.forEach(clearTimeout);
    };
  }, [over, x, y]);
  return (
    <div className={`pointer ${still}`} data-connection={connection}>
      <svg width="16" height="18" viewBox="0 0 16 18">
        <path d="M1.5 1.5 14 8.2 8.2 9.9 5.4 15.6Z" fill={person.colour} />
      </svg>
      <span style={{ background: person.colour, color: inkOn(person.colour) }}>{person.name}</span>
    </div>
  );
}
