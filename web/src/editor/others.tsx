import { useEffect } from "react";
import type { Rec } from "../doc/edit";
import type { Arrival } from "../doc/live_map";
import { stopWriting } from "./acts/write";
import { useDesk, type Desk } from "./desk";
import { titleOf, wordOf } from "./kinds";
import { isMuch, noticeMuch } from "./much_done";
import { aboutOf, goToComment } from "./panel/mentioned";
import { namesMe } from "./panel/read_marks";
import { noticeTaken } from "./taken_away";
import { differences, doneSaid, type Done } from "./theirs";

// Tells the screen reader what others do, and who comes and goes.

/** It is told when nothing more was done for so long, */
const QUIET_MS = 1500;
/** and after so long in any case. */
const MOST_MS = 6000;

export function Others() {
  const desk = useDesk();
  useEffect(() => {
    const { live, t } = desk;
    /** Names by the number of the copy that somebody writes in, also of those who have left. */
    const names = new Map<string, string>();
    const waiting = new Map<string, Done[]>();
    let here = new Map(live.people().map(({ connection, person }) => [connection, person.name]));
    let wait: ReturnType<typeof setTimeout> | null = null;
    let since = 0;
    const arrivals: string[] = [];

    const tell = () => {
      wait = null;
      const said = [...waiting].map(([who, done]) =>
        doneSaid(t, who === "" ? t("edit-somebody") : who, done, live.snapshot()),
      );
      waiting.clear();
      const text = [...arrivals.splice(0), ...said].filter((one) => one !== "").join(". ");
      if (text !== "") desk.say(text);
    };
    const soon = () => {
      if (wait === null) since = Date.now();
      else clearTimeout(wait);
      wait = setTimeout(tell, Math.min(QUIET_MS, Math.max(0, since + MOST_MS - Date.now())));
    };
    const look = () => {
      const now = new Map(live.people().map(({ connection, person }) => [connection, person.name]));
      for (const { at, person } of live.people())
        if (at.peer !== undefined) names.set(at.peer, person.name);
      const was = new Set(here.values());
      const is = new Set(now.values());
      const come = [...is].filter((name) => !was.has(name));
      const left = [...was].filter((name) => !is.has(name));
      here = now;
      arrivals.push(
        ...come.map((name) => t("edit-came", { name })),
        ...left.map((name) => t("edit-left", { name })),
      );
      if (come.length + left.length > 0) soon();
    };
    look();
    // What was begun and never named goes with the tab.
    const leave = () => {
      stopWriting(desk);
    };
    window.addEventListener("pagehide", leave);
    const stops = [
      () => {
        window.removeEventListener("pagehide", leave);
      },
      live.subscribe(look),
      live.onTheirs((arrival) => {
        const { before, after, peers } = arrival;
        look();
        const own = peers.map((peer) => names.get(peer) ?? "");
        // What several people did while the line was down is not told apart.
        const who = new Set(own).size === 1 ? (own[0] ?? "") : "";
        noticeTaken(desk, arrival, who === "" ? t("edit-somebody") : who);
        noticeMention(desk, arrival);
        const done = differences(before, after);
        if (done.length === 0) return;
        if (own.length === 1 && isMuch(done)) {
          void noticeMuch(desk, who, done);
          return;
        }
        waiting.set(who, [...(waiting.get(who) ?? []), ...done]);
        soon();
      }),
    ];
    return () => {
      if (wait !== null) clearTimeout(wait);
      for (const stop of stops) stop();
    };
  }, [desk]);
  return null;
}

/** Says when somebody names whoever sits here in a comment, with the way to it. */
function noticeMention(desk: Desk, { before, after }: Arrival): void {
  const { live, t, ui } = desk;
  const isNew = ([id, record]: [string, Rec]) =>
    before.records.get(id) !== record &&
    before.records.get(id)?.gone !== null &&
    namesMe(record, live.me.id);
  const comment = [...after.records].find(isNew)?.[1];
  if (comment === undefined) return;
  const { panel, focus } = ui.get();
  const thread = aboutOf(after.records, comment);
  const isRead = panel === "comments" && focus === thread && !document.hidden;
  const about = after.records.get(thread ?? "");
  const by = live.people().find(({ person }) => person.id === wordOf(comment, "by"));
  const text = t("edit-mentioned", {
    who: by?.person.name ?? t("edit-somebody"),
    name: titleOf(about ?? null) || t(`edit-kind-${about?.kind ?? "map"}`),
  });
  desk.say(text);
  if (isRead) return;
  const run = () => {
    goToComment(desk, comment);
  };
  ui.set({ toast: { text, undo: false, offers: { label: t("edit-mentioned-show"), run } } });
}
