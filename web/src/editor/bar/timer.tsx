import { useEffect, useRef, useState, type RefObject } from "react";
import { Button } from "react-aria-components";
import { useText } from "../../i18n/provider";
import { setTimer } from "../acts/talk";
import { useDesk, usePart } from "../desk";
import { numberOf } from "../kinds";

/** That the time is up is said so long, unless somebody does something before. */
export const SAID_MS = 60_000;
/** Whoever was just writing has seen it only after so long. */
export const SEEN_MS = 2_000;

/** The time that is left in a round, the same for everybody; each sees for themselves that it is up, and nothing is written for that. */
export function Timer() {
  const t = useText();
  const desk = useDesk();
  const map = usePart((layout) => layout.map);
  const end = numberOf(map, "timer");
  const [now, setNow] = useState(() => Date.now());
  const [rung, setRung] = useState<number | null>(null);
  const line = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (end === null) return;
    const tell = () => {
      setNow(Date.now());
    };
    tell();
    const beat = setInterval(() => {
      tell();
      if (Date.now() >= end + SAID_MS) clearInterval(beat);
    }, 500);
    return () => {
      clearInterval(beat);
    };
  }, [end]);
  const left = end === null ? 0 : Math.max(0, Math.ceil((end - now) / 1000));
  const over = end !== null && left === 0 && now < end + SAID_MS;
  const seen = useSeen(over ? end : null, line);
  useEffect(() => {
    if (!over || rung === end) return;
    setRung(end);
    desk.say(desk.t("edit-timer-over"));
  }, [desk, over, rung, end]);
  if (end === null || (left === 0 && (!over || seen))) return null;
  const minutes = Math.floor(left / 60);
  const seconds = String(left % 60).padStart(2, "0");
  return (
    <span ref={line} className={over ? "timer over" : "timer"} role="timer">
      {over ? t("edit-timer-over") : `${minutes}:${seconds}`}
      <Button
        className="button small"
        aria-label={t("cmd-timer-stop")}
        onPress={() => {
          setTimer(desk, null);
        }}
      >
        ✕
      </Button>
    </span>
  );
}

/** Whether any key or click came after the end that is said; what is pressed on the line itself does what it says. */
function useSeen(end: number | null, line: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState<number | null>(null);
  useEffect(() => {
    if (end === null) return;
    const shown = Date.now();
    const look = ({ target }: Event) => {
      if (Date.now() < shown + SEEN_MS) return;
      if (!(target instanceof Node) || line.current?.contains(target) !== true) setSeen(end);
    };
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener("pointerdown", look, { signal, capture: true });
    addEventListener("keydown", look, { signal, capture: true });
    return () => {
      stop.abort();
    };
  }, [end, line]);
  return seen !== null && seen === end;
}
