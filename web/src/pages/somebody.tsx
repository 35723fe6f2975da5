import { useCallback, useState, type ReactNode } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { getMe, type PersonLine } from "../api/live_api";
import { Join, type Called } from "../editor/join";
import { useText } from "../i18n/provider";
import "../styles/ask.css";

// Who one is: asked once, before the first thing that the others will see.

/** What is done once it is known who does it; `null` where the server does not say. */
type Act = (me: PersonLine | null) => void;

/** Gives a function that does something as somebody, and the dialog that asks who that is, beginning at what they were called. */
export function useSomebody(was?: Called): readonly [(act: Act) => void, ReactNode] {
  const t = useText();
  const [waiting, setWaiting] = useState<{ act: Act } | null>(null);
  const asSomebody = useCallback((act: Act) => {
    getMe(new AbortController().signal).then(
      (me) => {
        if (me === null) setWaiting({ act });
        else act(me);
      },
      // What keeps the server from saying who one is will keep it from the rest too, and is said there.
      () => {
        act(null);
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
            was={was}
            joined={(me) => {
              setWaiting(null);
              waiting.act(me);
            }}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
  return [asSomebody, dialog];
}
