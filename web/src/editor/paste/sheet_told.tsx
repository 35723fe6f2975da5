import { useText } from "../../i18n/provider";
import { readOf, rowTitle } from "./sheet_read";
import type { Meaning } from "./sheet_edits";
import type { Sheet } from "./read_sheet";

// What was read of a pasted table, said before a map is made of it.

/** So many feelings that cannot be read are named. */
const MOST = 5;
/** And so many letters of each. */
const LONG = 40;

/** Of a cell as much as tells which one it is. */
function short(text: string): string {
  const letters = Array.from(text);
  return letters.length > LONG ? `${letters.slice(0, LONG).join("")}…` : text;
}

/** How much of each row was read, and the feelings that are not on the map's scale, with what to do. */
export function SheetTold({ sheet, meaning = {} }: { sheet: Sheet; meaning?: Meaning }) {
  const t = useText();
  const { rows, off } = readOf(sheet, meaning);
  const named = off.slice(0, MOST).map(({ step, said }) => {
    const name = step === "" ? t("edit-step-unnamed") : step;
    return `${short(name)} (${short(said)})`;
  });
  if (off.length > MOST) named.push(t("pages-more", { count: off.length - MOST }));
  return (
    <div role="status">
      {rows.length > 0 && (
        <p className="quiet">
          {t("edit-paste-read", {
            rows: rows.map(({ row, count }) => `${rowTitle(row, t)} ${count}`).join(" · "),
          })}
        </p>
      )}
      {off.length > 0 && (
        <p className="bad">{t("edit-paste-off-scale", { rows: named.join(", ") })}</p>
      )}
    </div>
  );
}
