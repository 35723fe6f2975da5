import { useText } from "../../i18n/provider";
import "../../styles/paste.css";
import type { Sheet, SheetStep } from "./read_sheet";
import type { Meaning } from "./sheet_edits";
import { feelingIn, readOf, rowTitle } from "./sheet_read";

// The grid that comes out of a pasted table, before it is made.

/** Stages and steps across, lanes down, each with how much of it comes in; under them what nobody understood, and is left out. */
export function SheetPreview({ sheet, meaning = {} }: { sheet: Sheet; meaning?: Meaning }) {
  const t = useText();
  const steps = sheet.stages.flatMap(({ steps }) => steps);
  const rows = [...new Set(steps.flatMap(({ rows }) => rows.map(({ row }) => row)))];
  const isKnown = (row: string) => !/^($|[?])/.test(meaning[row] ?? row);
  if (sheet.stages.length === 0) return null;
  const counts = new Map(readOf(sheet, meaning).rows.map(({ row, count }) => [row, count]));
  const lanes = [...new Set(rows.filter(isKnown).map((row) => meaning[row] ?? row))];
  const line = (key: string, head: string, wanted: (row: string) => boolean, unknown: boolean) => (
    <tr key={key} className={unknown ? "unknown" : undefined}>
      <th scope="row">{head}</th>
      {sheet.stages.map(({ steps }, i) =>
        steps.length === 0 ? (
          <td key={i} />
        ) : (
          steps.map((step, j) => {
            const texts = textsIn(step, wanted);
            const isOff = key === "emotion" && texts.length > 0 && feelingIn(texts) === null;
            return (
              <td key={`${i}.${j}`} className={isOff ? "left-out" : undefined}>
                {texts.join("; ")}
              </td>
            );
          })
        ),
      )}
    </tr>
  );
  return (
    <div className="paste-preview" tabIndex={0} role="region" aria-label={t("edit-paste-preview")}>
      <table>
        <thead>
          <tr>
            <td />
            {sheet.stages.map(({ name, steps }, i) => (
              <th key={i} scope="colgroup" colSpan={Math.max(1, steps.length)}>
                {name || t("edit-stage-unnamed")}
              </th>
            ))}
          </tr>
          <tr>
            <td />
            {sheet.stages.map(({ steps }, i) =>
              steps.length === 0 ? (
                <td key={i} />
              ) : (
                steps.map(({ name }, j) => (
                  <th key={`${i}.${j}`} scope="col">
                    {name || t("edit-step-unnamed")}
                  </th>
                ))
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane) =>
            line(
              lane,
              t("edit-paste-lane", { lane: rowTitle(lane, t), count: counts.get(lane) ?? 0 }),
              (row) => isKnown(row) && (meaning[row] ?? row) === lane,
              false,
            ),
          )}
          {rows
            .filter((row) => !isKnown(row))
            .map((row) =>
              line(
                row,
                row === "?"
                  ? t("edit-paste-unknown-line")
                  : t("edit-paste-unknown", { row: row.replace(/^[?]/, "") }),
                (one) => one === row,
                true,
              ),
            )}
        </tbody>
      </table>
    </div>
  );
}

function textsIn({ rows }: SheetStep, wanted: (row: string) => boolean): string[] {
  return rows.filter(({ row }) => wanted(row)).flatMap(({ texts }) => texts);
}
