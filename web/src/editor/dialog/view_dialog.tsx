import { useState } from "react";
import { Button } from "react-aria-components";
import { useText } from "../../i18n/provider";
import { useDesk } from "../desk";
import { adding } from "../new_record";
import { DialogBox } from "./dialog_box";

/** Keeps filter and level of detail under a name, for everybody. */
export function ViewDialog({ close }: { close: () => void }) {
  const t = useText();
  const desk = useDesk();
  const [name, setName] = useState("");
  return (
    <DialogBox title={t("cmd-save-view")} close={close}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === "") return;
          const { filter, detail } = desk.ui.get();
          const { edits } = adding(desk.live.snapshot(), desk.layout().map.id, "view", {
            name: name.trim(),
            filter: JSON.stringify({ ...filter, detail }),
            by: desk.live.me.id,
          });
          desk.change(edits, "why-view");
          close();
        }}
      >
        <label className="field">
          <span>{t("edit-field-name")}</span>
          <input
            autoFocus
            maxLength={200}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
        </label>
        <div className="box-foot">
          <Button type="submit" className="button primary" isDisabled={name.trim() === ""}>
            {t("edit-save")}
          </Button>
        </div>
      </form>
    </DialogBox>
  );
}
