import { useEffect, useRef, useSyncExternalStore } from "react";
import type { Rec } from "../doc/edit";
import type { Snapshot } from "../doc/live_map";
import { detailNow, keepDetail } from "../map/detail_now";
import { go, readRoute, useRoute } from "../route";
import { useDesk, useLayout, useMine } from "./desk";
import { commentIn } from "./comment_key";
import { elementAt, goTo } from "./go_to";
import type { Layout } from "./layout";
import { aboutOf, goToComment } from "./panel/mentioned";
import type { Spot } from "./spots";

// What the address says of the editor: the part of the map that it was opened at, and how much of it is shown.

/** Kinds of cards by the word in their key; an action has the number of the opportunity that it lies in. */
const CARDS: Readonly<Record<string, string>> = {
  pain: "pain",
  opportunity: "opportunity",
  action: "opportunity",
};

/** The place of a key of the resolved map (`s1.2.pain.0`); `null` where the map has none such any more. */
export function spotOf(layout: Layout, key: string): Spot | null {
  const arc = /^(path|hand_?over)\.(\d+)$/.exec(key);
  if (arc !== null) {
    const kind = arc[1] === "path" ? "path" : "hand_over";
    return layout.arcs.filter((one) => one.kind === kind)[Number(arc[2])]?.id ?? null;
  }
  const [head = "", place, what = "", index] = key.split(".");
  const [, stageNumber] = /^s(\d+)$/.exec(head) ?? [];
  if (stageNumber === undefined) return null;
  const span = layout.stages[Number(stageNumber)];
  if (span === undefined) return null;
  if (place === undefined) return span.stage.id;
  const column = layout.columns[span.from + Number(place)];
  const step = column?.stage.id === span.stage.id ? column.step : null;
  if (step === null) return null;
  const kind = CARDS[what];
  if (kind === undefined || index === undefined) return step.id;
  const cardsOf = (kind: string) => layout.byKind.get(kind)?.get(step.id) ?? [];
  const card = cardsOf(kind)[Number(index)];
  const within =
    what === kind ? undefined : cardsOf(what).find(({ parent }) => parent === card?.id);
  return (within ?? card ?? step).id;
}

/** The comment of a key; `null` where it is the key of something else, or what it is about is not on the map any more. */
export function commentOf(layout: Layout, records: Snapshot["records"], key: string): Rec | null {
  const comment = records.get(commentIn(key) ?? "");
  if (comment?.kind !== "comment" || comment.gone !== null) return null;
  const about = aboutOf(records, comment);
  return about !== null && (layout.alive.has(about) || layout.library.has(about)) ? comment : null;
}

/** Goes to the part that the address names, once. */
export function AtPart() {
  const desk = useDesk();
  const route = useRoute();
  const layout = useLayout();
  const key = route.page === "map" && route.view === "edit" ? route.key : null;
  // What is shown before its document is here takes no focus.
  const isHere = useSyncExternalStore(desk.live.subscribe, () => desk.live.changeable?.() ?? true);
  const spot = key === null || !isHere ? null : spotOf(layout, key);
  const { records } = desk.live.snapshot();
  const said = key === null || !isHere ? null : (commentOf(layout, records, key)?.id ?? null);
  useEffect(() => {
    if (spot === null && said === null) return;
    const goes = setTimeout(() => {
      const comment = said === null ? undefined : desk.record(said);
      if (comment !== undefined) {
        goToComment(desk, comment);
        elementAt(desk.ui.get().focus)?.focus({ preventScroll: true });
      }
      if (spot !== null) {
        goTo(desk, spot, "taken");
        desk.ui.set({ selected: new Set([spot]) });
      }
      // It was gone to: what is looked at next is not called back to it.
      const here = readRoute(location.hash);
      if (here.page === "map") go({ ...here, key: null }, "replace");
    });
    return () => {
      clearTimeout(goes);
    };
  }, [desk, spot, said]);

  const detail = useMine((ui) => ui.detail);
  const begun = useRef(false);
  useEffect(() => {
    const kept = detailNow(desk.id);
    if (!begun.current && kept !== detail) desk.ui.set({ detail: kept });
    else keepDetail(desk.id, detail);
    begun.current = true;
  }, [desk, detail]);
  return null;
}
