import { useState } from "react";
import { Button } from "react-aria-components";
import type { Fields } from "../../doc/edit";
import { useText } from "../../i18n/provider";
import { useDesk, useLayout } from "../desk";
import { StepSelect } from "../form/step_select";
import { proseOf } from "../kinds";
import { adding } from "../new_record";
import { DialogBox } from "./dialog_box";

/** A way or a hand-over from one step to another. */
export function ArcDialog(props: { kind: string; from: string; close: () => void }) {
  const { kind, close } = props;
  const t = useText();
  const desk = useDesk();
  const { columns } = useLayout();
  const steps = columns.flatMap(({ step }) => step ?? []);
  const [from, setFrom] = useState(props.from || (steps[0]?.id ?? ""));
  const at = steps.findIndex(({ id }) => id === from);
  const [to, setTo] = useState(steps[Math.min(at + 1, steps.length - 1)]?.id ?? "");
  const [words, setWords] = useState("");
  const add = () => {
    const fields: Fields = { from: `@${from}`, to: `@${to}` };
    if (words.trim() !== "") fields[proseOf(kind)] = words.trim();
    const { id, edits } = adding(desk.live.snapshot(), desk.layout().map.id, kind, fields);
    if (desk.change(edits, "why-add")) desk.focus(id);
    close();
  };
  return (
    <DialogBox title={t(`cmd-add-${kind.replace("_", "-")}`)} close={close}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (from !== "" && to !== "") add();
        }}
      >
        <StepSelect label={t("edit-field-from")} value={from} choose={setFrom} />
        <StepSelect label={t("edit-field-to")} value={to} choose={setTo} />
        <label className="field">
          <span>{t(kind === "path" ? "edit-field-when" : "edit-field-what")}</span>
          <input
            autoFocus
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
            }}
          />
        </label>
        <div className="box-foot">
          <Button type="submit" className="button primary" isDisabled={from === "" || to === ""}>
            {t("edit-add")}
          </Button>
        </div>
      </form>
    </DialogBox>
  );
}
