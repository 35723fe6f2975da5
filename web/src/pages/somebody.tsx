import { useCallback, useState, type ReactNode } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { getMe } from "../api/live_api";
import { Join } from "../editor/join";
import { useText } from "../i18n/provider";

// Who one is: asked once, before the first thing that the others will see.

/** Gives a function that does something as somebody, and the dialog that asks who that is. */
export function useSomebody(): readonly [(act: () => void) => void, ReactNode] {
  const t = useText();
  const [waiting, setWaiting] = useState<{ act: () => void } | null>(null);
  const asSomebody = useCallback((act: () => void) => {
    getMe(new AbortController().signal).then(
      (me) => {
        if (me === null) setWaiting({ act });
        else act();
      },
      // What keeps the server from saying who one is will keep it from the rest too, and is said there.
      () => {
        act();
      },
    );
  }, []);
  const dialog = waiting !== null && (
    <ModalOverlay
      className="ask-veil"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) setWaiting(null);
      }}
    >
      <Modal className="ask">
        <Dialog aria-label={t("edit-join-title")}>
          <Join
            joined={() => {
              setWaiting(null);
              waiting.act();
            }}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
  return [asSomebody, dialog];
}
