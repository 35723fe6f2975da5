import { removeAll } from "../acts/remove";
import type { Desk } from "../desk";
import { find } from "../navigation";
import { focusedRecord, selectedInOrder } from "../selecting";
import { placeOf } from "../spots";
import { linesOf, looksLikeMap } from "../paste/read_sheet";
import { movedHere } from "./moved";
import { clipOf, pasteEdits, readClip, textOf, type Clip } from "./pieces";
import { idsFor, makeCards } from "../acts/cards";
import { newId } from "../new_record";
import { cardsAt } from "../layout";

// The real clipboard: a readable table for everybody, and the records themselves for other maps and tabs.

let lastCopied: { text: string; json: string } | null = null;

/** Fills the clipboard of a copy or cut. */
export function fillClipboard(desk: Desk, data: DataTransfer, how: "copy" | "cut"): boolean {
  const ids = selectedInOrder(desk);
  if (ids.length === 0) return false;
  const text = textOf(desk.layout(), ids);
  const clip = clipOf(desk.live.snapshot(), desk.layout(), ids);
  const json = JSON.stringify(how === "cut" ? { ...clip, cut: { map: desk.id, ids } } : clip);
  data.setData("text/plain", text);
  data.setData("text/html", htmlOf(text, json));
  lastCopied = { text, json };
  desk.say(desk.t("edit-copied", { count: ids.length }));
  return true;
}

function htmlOf(text: string, json: string): string {
  const safe = (part: string) => part.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const rows = text.split("\n").map((line) => {
    const cells = line.split("\t").map((cell) => `<td>${safe(cell)}</td>`);
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<table data-wayline="${safe(json)}"><tbody>${rows.join("")}</tbody></table>`;
}

function clipIn(html: string, text: string): Clip | null {
  if (html.includes("data-wayline")) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const json = page.querySelector("[data-wayline]")?.getAttribute("data-wayline");
    const clip = json == null ? null : readClip(json);
    if (clip !== null) return clip;
  }
  // Where only the words came along, what was copied here last is meant.
  if (lastCopied !== null && lastCopied.text === text) return readClip(lastCopied.json);
  return null;
}

/** Puts what the clipboard holds where the focus is; what looks like a whole map is shown first. */
export function paste(desk: Desk, html: string, text: string): void {
  const clip = clipIn(html, text);
  if (clip !== null) {
    pasteClip(desk, clip);
    return;
  }
  if (text.trim() === "") return;
  const { focus } = desk.ui.get();
  const cell = focus === null ? null : cellOf(desk, focus);
  if (cell === null || looksLikeMap(text)) {
    desk.ui.set({ dialog: { dialog: "paste", text } });
    return;
  }
  const lines = linesOf(text);
  const ids = idsFor(desk, cell.kind, cell.step, lines.length);
  const cards = lines.map((text, i) => ({ id: ids[i] ?? newId(), fields: { text } }));
  const edits = makeCards(desk, cell.kind, cell.step, cell.index, cards);
  if (!desk.change(edits, "why-paste")) return;
  const [first] = ids;
  if (first !== undefined) desk.focus(first);
  desk.ui.set({ selected: new Set(ids) });
  desk.say(desk.t("edit-pasted", { count: lines.length }));
}

function pasteClip(desk: Desk, clip: Clip): void {
  const { focus } = desk.ui.get();
  const at = focus === null ? null : find(desk.rows(), focus);
  const column = at === null || at.column < 0 ? desk.layout().columns.length - 1 : at.column;
  const target = { column, after: focusedRecord(desk) };
  const { edits, ids } = movedHere(desk, clip, target) ?? pasteEdits(desk, clip, target);
  if (ids.length === 0 || !desk.change(edits, "why-paste")) return;
  const [first = ""] = ids;
  desk.focus(first);
  desk.ui.set({ selected: new Set(ids) });
  desk.say(desk.t("edit-pasted", { count: ids.length }));
}

/** The cell of a lane of cards that a spot lies in. */
function cellOf(desk: Desk, spot: string): { kind: string; step: string; index: number } | null {
  const place = placeOf(spot);
  if (place.at === "cell") {
    const kind = desk.lanes().find(({ id }) => id === place.lane)?.kind ?? null;
    return kind === null ? null : { kind, step: place.column, index: 0 };
  }
  const layout = desk.layout();
  const record = layout.alive.get(spot);
  const step = layout.stepOf.get(spot);
  if (record === undefined || step === undefined || record.kind === "step") return null;
  const index = cardsAt(layout, record.kind, step).findIndex(({ id }) => id === spot) + 1;
  return { kind: record.kind, step, index };
}

// From the palette there is no event of the clipboard: the browser is asked to make one.
export function copySelected(desk: Desk, how: "copy" | "cut" = "copy"): void {
  const listen = (event: ClipboardEvent) => {
    if (event.clipboardData !== null && fillClipboard(desk, event.clipboardData, how))
      event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", listen, { capture: true, once: true });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way without asking for a permission
  document.execCommand("copy");
  document.removeEventListener("copy", listen, { capture: true });
}

export function cutSelected(desk: Desk): void {
  copySelected(desk, "cut");
  removeAll(desk, selectedInOrder(desk), "why-cut");
}

export async function pasteAsked(desk: Desk): Promise<void> {
  try {
    paste(desk, "", await navigator.clipboard.readText());
  } catch {
    desk.ui.set({ toast: { text: desk.t("edit-paste-key"), undo: false } });
  }
}

export function duplicateSelected(desk: Desk): void {
  const ids = selectedInOrder(desk);
  const clip = clipOf(desk.live.snapshot(), desk.layout(), ids);
  const last = ids.at(-1) ?? null;
  const first = ids[0];
  const at = first === undefined ? null : find(desk.rows(), first);
  const end = last === null ? null : find(desk.rows(), last);
  const across = clip.pieces.some(({ kind }) => kind === "step" || kind === "stage");
  const column = (across ? end?.column : at?.column) ?? 0;
  const { edits, ids: made } = pasteEdits(desk, clip, { column, after: last });
  if (made[0] === undefined || !desk.change(edits, "why-duplicate")) return;
  desk.focus(made[0]);
  desk.ui.set({ selected: new Set(made) });
}
