import { useCallback, useState } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { TroubleError, type Trouble } from "../api/problem";
import { useText } from "../i18n/provider";
import "../styles/ask.css";

// Something that is done on the server, and what keeps it from being done.

export interface Doing {
  busy: boolean;
  trouble: Trouble | null;
}

/** Runs one thing at a time and keeps what went wrong with the last. */
export function useDoing(): readonly [Doing, <T>(act: () => Promise<T>) => Promise<T | null>] {
  const [doing, setDoing] = useState<Doing>({ busy: false, trouble: null });
  const run = useCallback(async <T,>(act: () => Promise<T>): Promise<T | null> => {
    setDoing({ busy: true, trouble: null });
    try {
      const done = await act();
      setDoing({ busy: false, trouble: null });
      return done;
    } catch (error) {
      const trouble: Trouble =
        error instanceof TroubleError ? error.trouble : { kind: "unreachable" };
      setDoing({ busy: false, trouble });
      return null;
    }
  }, []);
  return [doing, run];
}

/** What went wrong, in one line beside the button that was pressed. */
export function TroubleLine({ trouble }: { trouble: Trouble | null }) {
  const t = useText();
  if (trouble === null) return null;
  return (
    <p className="bad" role="alert">
      {trouble.kind === "unreachable" && t("trouble-unreachable")}
      {trouble.kind === "strange" && t("trouble-strange", { status: trouble.status })}
      {trouble.kind === "problem" &&
        [trouble.problem.detail, trouble.problem.diagnostic.help].filter(Boolean).join(": ")}
    </p>
  );
}

/** Asks once before something is done. */
export function Confirm(props: {
  title: string;
  text: string;
  yes: string;
  act: () => void;
  close: () => void;
}) {
  const t = useText();
  return (
    <ModalOverlay
      className="ask-veil"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) props.close();
      }}
    >
      <Modal className="ask">
        <Dialog role="alertdialog">
          <Heading slot="title">{props.title}</Heading>
          <p>{props.text}</p>
          <div className="buttons">
            <Button className="button" autoFocus onPress={props.close}>
              {t("pages-cancel")}
            </Button>
            <Button
              className="button primary"
              onPress={() => {
                props.close();
                props.act();
              }}
            >
              {props.yes}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
