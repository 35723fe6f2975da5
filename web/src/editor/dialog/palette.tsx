import { useState } from "react";
import {
  Autocomplete,
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
} from "react-aria-components";
import { useText } from "../../i18n/provider";
import { canRun, COMMANDS } from "../commands";
import { useDesk } from "../desk";
import { plain } from "../filter";
import { shown } from "../keys";

/** Every command by its words. */
export function Palette({ close }: { close: () => void }) {
  const t = useText();
  const desk = useDesk();
  const [can] = useState(
    () => new Set(COMMANDS.filter((one) => one.id !== "palette" && canRun(desk, one))),
  );
  const run = (id: string): void => {
    close();
    const command = COMMANDS.find((known) => known.id === id);
    // After the dialog has given the focus back.
    if (command !== undefined)
      setTimeout(() => {
        command.run(desk);
      }, 60);
  };
  return (
    <ModalOverlay
      className="veil palette-veil"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) close();
      }}
    >
      <Modal className="box palette">
        <Dialog className="box-content" aria-label={t("cmd-palette")}>
          <Autocomplete filter={(text, words) => matches(text, words)}>
            <SearchField autoFocus aria-label={t("edit-palette-search")} className="palette-search">
              <Input placeholder={t("edit-palette-search")} />
            </SearchField>
            <ListBox
              aria-label={t("cmd-palette")}
              className="listbox palette-list"
              selectionMode="none"
              onAction={(key) => {
                run(String(key));
              }}
              renderEmptyState={() => <p className="quiet">{t("edit-palette-none")}</p>}
            >
              {[...can].map((command) => {
                const text = command.text(t);
                const group = t(`edit-group-${command.group}`);
                return (
                  <ListBoxItem
                    key={command.id}
                    id={command.id}
                    textValue={`${text} ${group}`}
                    className="option"
                  >
                    <span>{text}</span>
                    <small>{group}</small>
                    {command.keys[0] !== undefined && <kbd>{shown(command.keys[0])}</kbd>}
                  </ListBoxItem>
                );
              })}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** All words must stand in the text, in any order. */
function matches(text: string, words: string): boolean {
  const within = plain(text);
  return plain(words)
    .split(/\s+/)
    .every((word) => within.includes(word));
}
