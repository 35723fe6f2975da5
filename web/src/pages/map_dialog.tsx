import { useState } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { forgetMaps } from "../api/all_maps";
import { copyMap, removeMap, renameMap } from "../api/map_acts";
import { useText } from "../i18n/provider";
import { go } from "../route";
import "../styles/ask.css";
import "../styles/start.css";
import { announce } from "../ui/announcer";
import { focusNext, headOfPage } from "../ui/focus";
import { TroubleLine, useDoing } from "./asked";
import { askMap, mapsChanged, useMapAsk, type MapAsk } from "./map_asks";
import { useSomebody } from "./somebody";

// The dialogs in which a map is called otherwise, copied and removed.

/** The dialog of what was asked of a map; nothing where nothing was. */
export function MapDialog() {
  const ask = useMapAsk();
  const [asSomebody, asking] = useSomebody();
  return (
    <>
      {ask !== null && <Asked key={`${ask.act} ${ask.id}`} ask={ask} asSomebody={asSomebody} />}
      {asking}
    </>
  );
}

function Asked({ ask, asSomebody }: { ask: MapAsk; asSomebody: (act: () => void) => void }) {
  const t = useText();
  const { act, id } = ask;
  const [doing, run] = useDoing();
  const [name, setName] = useState(
    act === "copy" ? t("maps-copy-name", { name: ask.name }) : ask.name,
  );
  const said = name.trim();
  const close = () => {
    askMap(null);
  };
  const done = async (): Promise<void> => {
    const made = await run(async () => {
      if (act === "copy") return copyMap(id, said);
      await (act === "rename" ? renameMap(id, said) : removeMap(id));
      return id;
    });
    if (made === null) return;
    close();
    announce(t(`maps-said-${act}`, { name: act === "remove" ? ask.name : said }));
    forgetMaps();
    mapsChanged();
    if (act === "copy") go({ page: "map", id: made, view: "edit", key: null });
    if (act === "remove") go({ page: "maps" });
    if (act !== "copy") focusNext(headOfPage);
  };
  return (
    <ModalOverlay
      className="ask-veil"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) close();
      }}
    >
      <Modal className="ask">
        <Dialog role={act === "remove" ? "alertdialog" : "dialog"}>
          <Heading slot="title">{t(`maps-${act}-title`, { name: ask.name })}</Heading>
          <form
            className="ask-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (said !== "") asSomebody(() => void done());
            }}
          >
            {act === "remove" ? (
              <p>{t("maps-remove-text")}</p>
            ) : (
              <label className="asking">
                <span className="asked">{t("maps-name")}</span>
                <input
                  autoFocus
                  required
                  maxLength={200}
                  value={name}
                  onFocus={({ target }) => {
                    target.select();
                  }}
                  onChange={({ target }) => {
                    setName(target.value);
                  }}
                />
              </label>
            )}
            <TroubleLine trouble={doing.trouble} />
            <div className="buttons">
              <Button className="button" autoFocus={act === "remove"} onPress={close}>
                {t("pages-cancel")}
              </Button>
              <Button
                type="submit"
                className="button primary"
                isDisabled={doing.busy || said === ""}
              >
                {t(`maps-${act}-it`)}
              </Button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
