import { getHistory, type HistoryEvent } from "../api/live_api";
import type { Desk } from "./desk";
import { doneSaid, type Done } from "./theirs";

// Somebody else changed much of the map at once – restored a version, pasted, took in a file: that is seen, and not only heard.

/** Fewer changes than this are only told to the screen reader. */
const MUCH = 3;

/** What is not edited by hand, and says so in history. */
const WHYS: ReadonlySet<string> = new Set([
  "by_hand",
  "file",
  "library",
  "program",
  "proposal",
  "push",
  "restore",
]);

/** History is looked through so far for what just happened: somebody may have edited since. */
const LATELY = 10;

type Asked = (id: string, before: null, signal: AbortSignal) => Promise<HistoryEvent[]>;

/** Whether so much was done at once that it is worth a line of its own. */
export function isMuch(done: readonly Done[]): boolean {
  return new Set(done.map(({ id }) => id)).size >= MUCH;
}

/** Says what one person did at once; whom nobody saw at the map, as what restores a version for them, history knows: `who` is empty then. */
export async function noticeMuch(
  desk: Pick<Desk, "id" | "t" | "ui" | "live" | "say">,
  who: string,
  done: readonly Done[],
  ask: Asked = getHistory,
): Promise<void> {
  const { id, t, ui, live } = desk;
  const by = who === "" ? await lastOf(id, ask) : null;
  const name = by === null ? who : (by.by?.name ?? (by.why === "file" ? t("pages-file") : ""));
  const said = doneSaid(t, name === "" ? t("edit-somebody") : name, done, live.snapshot());
  if (said === "") return;
  const text = by === null ? said : `${said}: ${t(`history-why-${by.why}`)}`;
  desk.say(text);
  // What waits for an answer, or can be undone, stays.
  const { toast } = ui.get();
  if (toast === null || (toast.offers === undefined && toast.undo === false))
    ui.set({ toast: { text, undo: false } });
}

/** The last that was not edited by hand; `null` where there is none, or nobody knows. */
async function lastOf(id: string, ask: Asked): Promise<HistoryEvent | null> {
  try {
    const events = await ask(id, null, new AbortController().signal);
    return events.slice(0, LATELY).find(({ why }) => WHYS.has(why)) ?? null;
  } catch {
    return null;
  }
}
