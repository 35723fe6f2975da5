import type { ReactNode } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useText } from "../../i18n/provider";

/** A dialog over the map, with a title and a way out. */
export function DialogBox(props: {
  title: string;
  className?: string;
  close: () => void;
  children: ReactNode;
}) {
  const t = useText();
  return (
    <ModalOverlay
      className="veil"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) props.close();
      }}
    >
      <Modal className={`box ${props.className ?? ""}`}>
        <Dialog className="box-content">
          <div className="box-head">
            <Heading slot="title" title={props.title}>
              {props.title}
            </Heading>
            <Button className="button small" onPress={props.close} aria-label={t("close")}>
              ✕
            </Button>
          </div>
          {props.children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
