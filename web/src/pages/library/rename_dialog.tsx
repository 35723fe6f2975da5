import { useState } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { forgetMaps } from "../../api/all_maps";
import { renameEverywhere, type MapChange, type Renaming } from "../../api/parts";
import { useText } from "../../i18n/provider";
import "../../styles/ask.css";
import "../../styles/start.css";
import { TroubleLine, useDoing } from "../asked";
import { useSomebody } from "../somebody";
import { MapChanges } from "./map_changes";

/** A new name for some, everywhere: what it changes is seen before it is done, and what was done can be taken back map by map. */
export function RenameDialog(props: {
  named: Renaming["named"];
  from: readonly string[];
  close: (changed: boolean) => void;
}) {
  const t = useText();
  const { named, from, close } = props;
  const [to, setTo] = useState(from.length === 1 ? (from[0] ?? "") : "");
  const [told, setTold] = useState<{ to: string; maps: MapChange[] } | null>(null);
  const [done, setDone] = useState<MapChange[] | null>(null);
  const [doing, run] = useDoing();
  const [asSomebody, asking] = useSomebody();
  const wanted = to.trim();
  const renaming = { named, from: [...from], to: wanted };
  const fresh = told?.to === wanted ? told.maps : null;
  const act = (how: "tell" | "do") => {
    asSomebody(() => {
      void run(() => renameEverywhere(renaming, how)).then((maps) => {
        if (maps === null) return;
        if (how === "tell") setTold({ to: wanted, maps });
        else {
          forgetMaps();
          setDone(maps);
        }
      });
    });
  };
  return (
    <ModalOverlay
      className="ask-veil"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) close(done !== null);
      }}
    >
      <Modal className="ask wide">
        <Dialog>
          <Heading slot="title">{t("shelves-to", { names: from.join(", ") })}</Heading>
          {done === null ? (
            <form
              className="ask-form"
              onSubmit={(event) => {
                event.preventDefault();
                if (wanted !== "") act(fresh === null || fresh.length === 0 ? "tell" : "do");
              }}
            >
              <label className="asking">
                <span className="asked">{t("shelves-name")}</span>
                <input
                  autoFocus
                  maxLength={200}
                  value={to}
                  // One alone is in the field already.
                  list={from.length > 1 ? "shelves-names" : undefined}
                  onFocus={({ target }) => {
                    target.select();
                  }}
                  onChange={(event) => {
                    setTo(event.target.value);
                  }}
                />
              </label>
              <datalist id="shelves-names">
                {from.map((name) => (
                  <option key={name} value={name} />
                ))}
              </datalist>
              <div role="status">
                {fresh?.length === 0 && <p className="quiet">{t("shelves-nothing")}</p>}
                {fresh !== null && fresh.length > 0 && (
                  <>
                    <p>{t("shelves-becomes", { names: from.join(", "), to: wanted })}</p>
                    <MapChanges changes={fresh} />
                  </>
                )}
              </div>
              <TroubleLine trouble={doing.trouble} />
              <div className="buttons">
                <Button
                  type="submit"
                  className="button primary"
                  isDisabled={doing.busy || wanted === ""}
                >
                  {fresh === null || fresh.length === 0
                    ? t("shelves-look")
                    : t("shelves-do", { count: fresh.length })}
                </Button>
                <Button
                  className="button"
                  onPress={() => {
                    close(false);
                  }}
                >
                  {t("pages-cancel")}
                </Button>
              </div>
            </form>
          ) : (
            <>
              <div role="status">
                <MapChanges changes={done} />
              </div>
              <div className="buttons">
                <Button
                  className="button primary"
                  autoFocus
                  onPress={() => {
                    close(true);
                  }}
                >
                  {t("edit-done")}
                </Button>
              </div>
            </>
          )}
        </Dialog>
      </Modal>
      {asking}
    </ModalOverlay>
  );
}
