import { useMemo, useState } from "react";
import { Button } from "react-aria-components";
import { useText } from "../../i18n/provider";
import { useDesk } from "../desk";
import { DialogBox } from "../dialog/dialog_box";
import { LANES } from "../lanes";
import { laneWord } from "./lane_words";
import { readSheet, type Sheet } from "./read_sheet";
import { sheetEdits, type Meaning } from "./sheet_edits";
import { SheetTold } from "./sheet_told";

/** A map out of a pasted table or outline: shown before it is made. */
export function PasteDialog({ text: given, close }: { text: string; close: () => void }) {
  const t = useText();
  const desk = useDesk();
  const [text, setText] = useState(given);
  const [meaning, setMeaning] = useState<Meaning>({});
  const sheet = useMemo(() => readSheet(text, laneWord), [text]);
  const steps = sheet.stages.reduce((sum, { steps }) => sum + steps.length, 0);
  return (
    <DialogBox title={t("cmd-paste-map")} className="wide" close={close}>
      <div className="form">
        <label className="field">
          <span>{t("edit-paste-help")}</span>
          <textarea
            className="paste-text"
            rows={given === "" ? 8 : 4}
            autoFocus={given === ""}
            value={text}
            spellCheck={false}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
        </label>
        {sheet.unknown.map((row) => (
          <label key={row} className="field beside">
            <span>
              {row === "?" ? t("edit-paste-no-lane") : t("edit-paste-row", { row: row.slice(1) })}
            </span>
            <select
              value={meaning[row] ?? ""}
              onChange={(event) => {
                setMeaning({ ...meaning, [row]: event.target.value });
              }}
            >
              <option value="">{t("edit-paste-leave-out")}</option>
              <option value="does">{t("edit-field-action")}</option>
              {LANES.filter(({ kind }) => kind !== null).map(({ id }) => (
                <option key={id} value={id}>
                  {t(`edit-lane-${id}`)}
                </option>
              ))}
            </select>
          </label>
        ))}
        <Preview sheet={sheet} meaning={meaning} />
        <SheetTold sheet={sheet} meaning={meaning} />
        <div className="box-foot">
          <span className="quiet" role="status">
            {t("edit-paste-found", { steps, stages: sheet.stages.length })}
          </span>
          <Button
            className="button primary"
            isDisabled={sheet.stages.length === 0}
            onPress={() => {
              desk.change(sheetEdits(desk, sheet, meaning), "why-paste");
              desk.say(t("edit-paste-found", { steps, stages: sheet.stages.length }));
              close();
            }}
          >
            {t("edit-paste-apply")}
          </Button>
        </div>
      </div>
    </DialogBox>
  );
}

function Preview({ sheet, meaning }: { sheet: Sheet; meaning: Meaning }) {
  const t = useText();
  const steps = sheet.stages.flatMap(({ steps }) => steps);
  const rows = [...new Set(steps.flatMap(({ rows }) => rows.map(({ row }) => row)))].filter(
    (row) => (meaning[row] ?? row) !== "" && !(meaning[row] ?? row).startsWith("?"),
  );
  if (sheet.stages.length === 0) return null;
  const title = (row: string) => {
    const means = meaning[row] ?? row;
    return means === "does" || means === "channels" || means === "touchpoints"
      ? t(`edit-field-${means === "does" ? "action" : means}`)
      : t(`edit-lane-${means}`);
  };
  return (
    <div className="paste-preview" tabIndex={0} role="region" aria-label={t("edit-paste-preview")}>
      <table>
        <thead>
          <tr>
            <td />
            {sheet.stages.map(({ name, steps }, i) => (
              <th
                key={i}
                scope="colgroup"
                colSpan={Math.max(1, steps.length)}
                className={`tint-${i % 5}`}
              >
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
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{title(row)}</th>
              {sheet.stages.map(({ steps }, i) =>
                steps.length === 0 ? (
                  <td key={i} />
                ) : (
                  steps.map((step, j) => (
                    <td key={`${i}.${j}`}>
                      {step.rows
                        .filter((one) => one.row === row)
                        .flatMap(({ texts }) => texts)
                        .join("; ")}
                    </td>
                  ))
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
