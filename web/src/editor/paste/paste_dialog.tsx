import { useMemo, useState } from "react";
import { Button } from "react-aria-components";
import { useText } from "../../i18n/provider";
import { useDesk } from "../desk";
import { DialogBox } from "../dialog/dialog_box";
import { LANES } from "../lanes";
import { laneWord } from "./lane_words";
import { readSheet } from "./read_sheet";
import { sheetEdits, type Meaning } from "./sheet_edits";
import { SheetPreview } from "./sheet_preview";
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
        <SheetPreview sheet={sheet} meaning={meaning} />
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
