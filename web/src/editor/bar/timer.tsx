import { useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { useText } from "../../i18n/provider";
import { setTimer } from "../acts/talk";
import { useDesk, usePart } from "../desk";
import { numberOf } from "../kinds";

/** The time that is left in a round, the same for everybody. */
export function Timer() {
  const t = useText();
  const desk = useDesk();
  const map = usePart((layout) => layout.map);
  const end = numberOf(map, "timer");
  const [now, setNow] = useState(() => Date.now());
  const [rung, setRung] = useState<number | null>(null);
  useEffect(() => {
    if (end === null) return;
    const tell = () => {
      setNow(Date.now());
    };
    tell();
    const beat = setInterval(tell, 500);
    return () => {
      clearInterval(beat);
    };
  }, [end]);
  const left = end === null ? 0 : Math.max(0, Math.ceil((end - now) / 1000));
  const over = end !== null && left === 0;
  useEffect(() => {
    if (!over || rung === end) return;
    setRung(end);
    desk.say(desk.t("edit-timer-over"));
  }, [desk, over, rung, end]);
  if (end === null) return null;
  const minutes = Math.floor(left / 60);
  const seconds = String(left % 60).padStart(2, "0");
  return (
    <span className={over ? "timer over" : "timer"} role="timer">
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
