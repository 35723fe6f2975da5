import { useMemo, useState } from "react";
import { laneWord } from "../../editor/paste/lane_words";
import { readSheet } from "../../editor/paste/read_sheet";
import { SheetPreview } from "../../editor/paste/sheet_preview";
import { SheetTold } from "../../editor/paste/sheet_told";
import { useText } from "../../i18n/provider";
import { NameAndMake, nameOr } from "./begin";
import { sheetMap } from "./sheet_map";
import type { Making } from "./start_page";

/** A map out of a table or outline that is there already. */
export function Paste({ make, busy }: Making) {
  const t = useText();
  const [text, setText] = useState("");
  const [name, setName] = useState("");
  const sheet = useMemo(() => readSheet(text, laneWord), [text]);
  const called = nameOr(name, t("start-name-plain"));
  const map = sheetMap(sheet, called, t("start-unnamed"));
  const steps = map.stages.reduce((sum, stage) => sum + stage.steps.length, 0);
  const unknown = sheet.unknown.map((row) => row.slice(1)).filter((row) => row !== "");
  return (
    <form
      className="questions"
      onSubmit={(event) => {
        event.preventDefault();
        if (steps > 0) make(map);
      }}
    >
      <label className="asking">
        <span className="asked">{t("start-paste-label")}</span>
        <span className="quiet">{t("start-paste-help")}</span>
        <textarea
          rows={9}
          spellCheck={false}
          placeholder={t("start-paste-example")}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      </label>
      <NameAndMake
        name={name}
        change={setName}
        otherwise={t("start-name-plain")}
        act={t("start-make")}
        disabled={busy || steps === 0}
      >
        <p role="status" className="quiet">
          {text !== "" && t("maps-steps", { steps, stages: map.stages.length })}
          {unknown.length > 0 && ` · ${t("start-paste-unknown", { rows: unknown.join(", ") })}`}
        </p>
        <SheetTold sheet={sheet} />
        <SheetPreview sheet={sheet} />
      </NameAndMake>
    </form>
  );
}
