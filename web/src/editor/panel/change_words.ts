import type { Aside } from "../../doc/asides";
import type { Change, Said } from "../../doc/changes";
import type { Unfit } from "../../doc/fitting";
import { toBase64 } from "../../doc/frames";
import type { Text } from "../../i18n/provider";
import { titleOf } from "../kinds";
import { refusedText } from "../refused_text";

// Changes in words: for the panel, and for who takes them elsewhere as text or as JSON.

export type TextOr = (key: string, otherwise: string) => string;

export interface Words {
  t: Text;
  textOr: TextOr;
}

/** What the record is called; what it is, where nothing was written in it yet. */
export function nameOf({ rec }: Change, { t }: Words): string {
  return titleOf(rec) || t("edit-unnamed");
}

export function fieldOf({ rec, field }: Change, { t, textOr }: Words): string {
  if (field === null) return "";
  return textOr(`edit-field-${rec.kind}-${field.field}`, t(`edit-field-${field.field}`));
}

/** What stood there, or was written; empty where nothing is. */
export function saidOf(said: Said | null, { field, rec }: Change, { textOr, t }: Words): string {
  if (said === null) return "";
  if (said === true) return t("edit-aside-yes");
  if (typeof said === "number") return String(said);
  if (typeof said === "object") return said.join(", ");
  if (field?.type !== "choice") return said;
  if (field.field === "feel") return textOr(`feel-${said}`, said);
  if (rec.kind === "map" && field.field === "kind") return textOr(`kind-${said}`, said);
  return textOr(`edit-value-${said}`, said);
}

/** Everything that a new record says, by the name of the field. */
export function writtenIn(change: Change, words: Words): { label: string; said: string }[] {
  const { rec } = change;
  const title = titleOf(rec);
  const sets = Object.entries(rec.sets).map(([field, items]): [string, Said] => [
    field,
    items.map(({ item }) => item),
  ]);
  return [...Object.entries({ ...rec.text, ...rec.values }), ...sets]
    .filter(([, said]) => said !== title)
    .map(([field, said]) => ({
      label: words.textOr(
        `edit-field-${rec.kind}-${field}`,
        words.textOr(`edit-field-${field}`, field),
      ),
      said: saidOf(said, change, words),
    }));
}

export function reasonOf(
  { code, detail }: { code: string; detail: string },
  { textOr }: Words,
): string {
  return textOr(`edit-aside-why-${code}`, detail);
}

export function unfitOf(unfit: Unfit, { t }: Words): string {
  if (unfit.why === "refused") return refusedText(unfit.refusal, t);
  return t(`edit-aside-unfit-${unfit.why}`);
}

/** One change as a line of text. */
function lineOf(change: Change, words: Words): string {
  const { t } = words;
  const head = `${t(`edit-does-${change.does}`)}: ${t(`edit-kind-${change.rec.kind}`)} “${nameOf(change, words)}”`;
  const within =
    change.within === "" ? "" : ` (${t("edit-aside-within", { name: change.within })})`;
  if (change.does === "added")
    return [
      `${head}${within}`,
      ...writtenIn(change, words).map(({ label, said }) => `    ${label}: ${said}`),
    ].join("\n");
  if (change.field === null) return `${head}${within}`;
  const quoted = (said: Said | null) =>
    said === null ? t("edit-aside-nothing") : `“${saidOf(said, change, words)}”`;
  return `${head}${within}\n    ${fieldOf(change, words)}: ${quoted(change.from)} → ${quoted(change.to)}`;
}

/** Changes as a person reads them, to be pasted anywhere. */
export function textOfChanges(
  head: readonly string[],
  changes: readonly Change[],
  words: Words,
): string {
  return [...head, "", ...changes.map((change) => lineOf(change, words))].join("\n") + "\n";
}

/** The same for a program, with the edits of docs/live-document.md; of what was not taken the update itself too. */
export function jsonOfChanges(map: string, changes: readonly Change[], aside?: Aside): string {
  const about =
    aside === undefined
      ? {}
      : {
          at: new Date(aside.at).toISOString(),
          code: aside.code,
          detail: aside.detail,
          help: aside.help,
        };
  const told = changes.map(({ does, rec, within, field, from, to }) => ({
    does,
    record: rec.id,
    kind: rec.kind,
    name: titleOf(rec),
    within,
    ...(field !== null && { field: field.field, from, to }),
  }));
  const edits = changes.flatMap((change) => change.edits);
  const update = aside === undefined ? {} : { update: toBase64(aside.update) };
  return `${JSON.stringify({ map, ...about, changes: told, edits, ...update }, null, 2)}\n`;
}
