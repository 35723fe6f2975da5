import { useEffect, useState, useSyncExternalStore } from "react";
import { getHistory } from "../../api/live_api";
import { useReader, useText } from "../../i18n/provider";
import { Legend } from "../../map/foot";
import { useDesk, useMine } from "../desk";
import { GONE, mistakeIn } from "../evidence/figures";
import { personsOf } from "./people";

// The last line: what the dots mean, and how fresh the map is.

/** So often the time since the last change is told anew. */
const BEAT_MS = 10_000;

export function EditorFoot() {
  const t = useText();
  const { live } = useDesk();
  const count = useSyncExternalStore(live.subscribe, () => personsOf(live.people()).length) + 1;
  const away = useSyncExternalStore(live.subscribe, () =>
    ["offline", "outdated", "opening"].includes(live.standing().state),
  );
  const since = useSince();
  const { format } = useReader();
  const parts = [
    away ? null : t("edit-live"),
    since === null ? null : t("edit-updated", { ago: format.ago(since) }),
    t("edit-people", { count }),
  ];
  return (
    <footer className="editor-foot">
      <FileMistake />
      <Legend />
      <span>{parts.filter((part) => part !== null).join(" · ")}</span>
    </footer>
  );
}

/** That the map's file cannot be read, or is gone: what is written meanwhile is not in it. */
function FileMistake() {
  const t = useText();
  const { id } = useDesk();
  const mistake = useMine(({ figures }) => mistakeIn(figures, id));
  return (
    <p role="status" className="file-mistake">
      {mistake?.code === GONE && t("edit-file-gone")}
      {mistake !== null &&
        mistake.code !== GONE &&
        t(mistake.place.row == null ? "edit-file-mistake" : "edit-file-mistake-line", {
          row: String(mistake.place.row),
          what: mistake.message,
        })}
    </p>
  );
}

/** Seconds since the map was last changed by anybody; `null` as long as nobody told. */
function useSince(): number | null {
  const { id, live } = useDesk();
  const [changed, setChanged] = useState<number | null>(null);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const stop = new AbortController();
    getHistory(id, null, stop.signal).then(
      ([last]) => {
        if (last !== undefined && !stop.signal.aborted)
          setChanged((known) => known ?? Date.parse(last.at));
      },
      () => undefined,
    );
    const beat = setInterval(() => {
      setNow(Date.now());
    }, BEAT_MS);
    let seen = live.snapshot();
    const unsubscribe = live.subscribe(() => {
      if (live.snapshot() === seen) return;
      seen = live.snapshot();
      const at = Date.now();
      // A line that changes at every letter would only disturb.
      setChanged((known) => (known !== null && at - known < 1000 ? known : at));
      setNow((known) => (at - known < 1000 ? known : at));
    });
    return () => {
      stop.abort();
      clearInterval(beat);
      unsubscribe();
    };
  }, [id, live]);
  return changed === null ? null : Math.max(0, (now - changed) / 1000);
}
