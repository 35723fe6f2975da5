import type { RefObject } from "react";
import { ListBox, ListBoxItem, Popover } from "react-aria-components";
import { useText, useTextOr } from "../i18n/provider";
import { setFeel } from "./acts/lane";
import { useDesk } from "./desk";

/** Chooses the word for how a step feels. */
export function FeelPicker(props: {
  step: string;
  anchor: RefObject<HTMLElement | null>;
  values: readonly string[];
  chosen: string;
}) {
  const t = useText();
  const textOr = useTextOr();
  const desk = useDesk();
  const close = () => {
    desk.ui.set({ feeling: null });
  };
  return (
    <Popover
      className="popover feel-picker"
      triggerRef={props.anchor}
      isOpen
      onOpenChange={(open) => {
        if (!open) close();
      }}
      aria-label={t("edit-choose-feel")}
    >
      <ListBox
        aria-label={t("edit-choose-feel")}
        selectionMode="single"
        selectedKeys={props.chosen === "" ? [] : [props.chosen]}
        autoFocus
        className="listbox"
        onSelectionChange={(keys) => {
          const [key] = keys === "all" ? [] : [...keys];
          setFeel(desk, props.step, key === undefined ? null : String(key));
          close();
        }}
      >
        {props.values.map((value) => (
          <ListBoxItem key={value} id={value} className="option">
            {textOr(`feel-${value}`, value)}
          </ListBoxItem>
        ))}
      </ListBox>
    </Popover>
  );
}
