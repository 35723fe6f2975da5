import type { Text } from "../../i18n/provider";
import type { Meaning } from "./sheet_edits";
import type { Sheet } from "./read_sheet";

// What of a pasted table comes onto the map.

/** A feeling as it is written in a cell; `null` where that is no figure on the scale from −2 to +2. */
export function feelingIn(texts: readonly string[]): number | null {
  const value = Number.parseFloat((texts[0] ?? "").replace("−", "-").replace(",", "."));
  return Math.abs(value) <= 2 ? value : null;
}

/** What a row is called that has a meaning. */
export function rowTitle(row: string, t: Text): string {
  return row === "does" || row === "channels" || row === "touchpoints"
    ? t(`edit-field-${row === "does" ? "action" : row}`)
    : t(`edit-lane-${row}`);
}

export interface Read {
  /** How much stands in each row that has a meaning, in the order of the table. */
  rows: { row: string; count: number }[];
  /** Feelings that are left out, with the steps at which they stand. */
  off: { step: string; said: string }[];
}

export function readOf(sheet: Sheet, meaning: Meaning): Read {
  const counts = new Map<string, number>();
  const off: Read["off"] = [];
  for (const { name, rows } of sheet.stages.flatMap(({ steps }) => steps))
    for (const { row, texts } of rows) {
      const means = meaning[row] ?? row;
      if (means === "" || means.startsWith("?")) continue;
      const isOff = means === "emotion" && feelingIn(texts) === null;
      if (isOff) off.push({ step: name, said: texts.join("; ") });
      const count = means === "emotion" ? Number(!isOff) : texts.length;
      counts.set(means, (counts.get(means) ?? 0) + count);
    }
  return { rows: [...counts].map(([row, count]) => ({ row, count })), off };
}
