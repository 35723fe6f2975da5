import { useState } from "react";
import { Button } from "react-aria-components";
import type { Rec } from "../../doc/edit";
import { useText } from "../../i18n/provider";
import { useDesk, usePart } from "../desk";
import { isOn } from "../filter";
import { titleOf } from "../kinds";
import { adding } from "../new_record";
import { linkTo, showView, viewNow, writeView, type SavedView } from "../saved_view";
import { DialogBox } from "./dialog_box";

// The dialog of saved views: what is shown now gets a name, and those that have one are shown, renamed, shared and deleted.

/** Keeps what is shown under a name, for everybody. */
export function ViewDialog({ close }: { close: () => void }) {
  const t = useText();
  const desk = useDesk();
  const views = usePart((layout) => layout.views);
  const [name, setName] = useState("");
  const [said, setSaid] = useState("");
  return (
    <DialogBox title={t("saved-title")} className="views-box" close={close}>
      <p className="quiet">{t("saved-help")}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === "") return;
          const { edits } = adding(desk.live.snapshot(), desk.layout().map.id, "view", {
            name: name.trim(),
            filter: writeView(viewNow(desk)),
            by: desk.live.me.id,
          });
          if (desk.change(edits, "why-view")) setName("");
        }}
      >
        <p>
          {t("saved-now")}: <strong>{useWords(viewNow(desk))}</strong>
        </p>
        <div className="saved-new">
          <input
            autoFocus
            maxLength={200}
            value={name}
            aria-label={t("saved-new")}
            placeholder={t("saved-new")}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
          <Button type="submit" className="button primary" isDisabled={name.trim() === ""}>
            {t("edit-save")}
          </Button>
        </div>
      </form>
      {views.length === 0 ? (
        <p className="quiet">{t("saved-none")}</p>
      ) : (
        <ul className="saved-views" aria-label={t("saved-title")}>
          {views.map((view) => (
            <Line key={view.id} view={view} close={close} say={setSaid} />
          ))}
        </ul>
      )}
      <p className="quiet" role="status">
        {said}
      </p>
      <div className="box-foot">
        <Button className="button" onPress={close}>
          {t("edit-done")}
        </Button>
      </div>
    </DialogBox>
  );
}

function Line(props: { view: Rec; close: () => void; say: (text: string) => void }) {
  const t = useText();
  const desk = useDesk();
  const { view, close, say } = props;
  const kept = titleOf(view);
  const name = kept === "" ? t("edit-unnamed") : kept;
  const [typed, setTyped] = useState<string | null>(null);
  const rename = () => {
    const text = typed?.trim() ?? "";
    setTyped(null);
    if (text === "" || text === kept) return;
    desk.change([{ edit: "write", id: view.id, field: "name", text }], "why-view-rename");
  };
  return (
    <li>
      <input
        value={typed ?? kept}
        maxLength={200}
        aria-label={t("saved-rename", { name })}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onBlur={rename}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") {
            event.preventDefault();
            rename();
          } else if (event.key === "Escape" && typed !== null) {
            event.stopPropagation();
            setTyped(null);
          }
        }}
      />
      <Button
        className="button small"
        aria-label={t("saved-use-one", { name })}
        onPress={() => {
          showView(desk, view);
          desk.say(t("saved-shown", { name }));
          close();
        }}
      >
        {t("saved-use")}
      </Button>
      <Button
        className="button small"
        aria-label={t("saved-over-one", { name })}
        onPress={() => {
          const value = writeView(viewNow(desk));
          desk.change([{ edit: "set", id: view.id, field: "filter", value }], "why-view-over");
          say(t("library-done"));
        }}
      >
        {t("saved-over")}
      </Button>
      <Button
        className="button small"
        aria-label={t("saved-link-one", { name })}
        onPress={() => {
          const link = linkTo(desk.id, view.id);
          // Where the browser does not let a page write there, the link stands in the message.
          if ("clipboard" in navigator)
            void navigator.clipboard.writeText(link).catch(() => undefined);
          say(t("saved-copied", { link }));
        }}
      >
        {t("saved-link")}
      </Button>
      <Button
        className="button small"
        aria-label={t("saved-delete-one", { name })}
        onPress={() => {
          if (!desk.change([{ edit: "remove", id: view.id }], "why-remove")) return;
          const text = t("edit-removed", { count: 1 });
          desk.ui.set({ toast: { text, undo: desk.live.undoable()?.number ?? false } });
          say(text);
        }}
      >
        ✕
      </Button>
    </li>
  );
}

/** What a view shows, in a few words. */
function useWords({ filter, lanes, detail, persona }: SavedView): string {
  const t = useText();
  const words = [
    isOn(filter) ? t("saved-filter") : "",
    lanes === null ? "" : t("saved-lanes", { count: lanes.length }),
    t(`cmd-${detail}`),
    persona === null ? "" : t("saved-persona", { name: persona }),
  ].filter((one) => one !== "");
  return words.join(" · ");
}
