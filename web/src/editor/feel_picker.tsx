import { useEffect, useRef, useState, type RefObject } from "react";
import { Button, Dialog, Heading, ListBox, ListBoxItem, Popover } from "react-aria-components";
import type { Rec } from "../doc/edit";
import { useReader, useText, useTextOr } from "../i18n/provider";
import { setFeel, setFeeling } from "./acts/lane";
import { useDesk } from "./desk";
import { numberOf, titleOf } from "./kinds";

// How a step feels, while it is being changed: its figure by arrows or digits, and the word for it.

/** A window of so few pixels has no room for it beside the point. */
const NARROW = 700;

/** Stands beside the point until Enter, Escape or a click elsewhere. */
export function FeelPicker(props: {
  step: Rec;
  anchor: RefObject<HTMLElement | null>;
  values: readonly string[];
  chosen: string;
}) {
  const { step, anchor, values, chosen } = props;
  const t = useText();
  const textOr = useTextOr();
  const { format } = useReader();
  const desk = useDesk();
  const figure = useRef<HTMLInputElement>(null);
  const title = t("edit-feeling-of", { step: titleOf(step) || t("edit-step-unnamed") });
  const value = numberOf(step, "value");
  const [before] = useState(value);
  /** What was typed and is not on the scale. */
  const [off, setOff] = useState<number | null>(null);
  const close = () => {
    desk.ui.set({ feeling: null });
  };
  useEffect(() => {
    figure.current?.focus();
    figure.current?.select();
  }, []);
  return (
    <Popover
      className="popover feel-picker"
      triggerRef={anchor}
      // Where neither side has room for it, it stands under the curve.
      placement={innerWidth < NARROW ? "bottom" : "right top"}
      isOpen
      onOpenChange={(open) => {
        if (!open) close();
      }}
    >
      <Dialog className="feel-content">
        <Heading slot="title" title={title}>
          {title}
        </Heading>
        <label className="field">
          <span>{t("edit-field-value")}</span>
          <input
            ref={figure}
            type="number"
            min={-2}
            max={2}
            step={0.1}
            // What is typed stays as it is typed.
            defaultValue={value ?? ""}
            aria-invalid={off !== null}
            autoFocus
            onChange={({ currentTarget }) => {
              const typed = currentTarget.valueAsNumber;
              // A sign alone is no figure yet.
              if (currentTarget.validity.badInput) return;
              const isOff = Math.abs(typed) > 2;
              setOff(isOff ? typed : null);
              // The digits that led there are no figure that was meant: −1 of −18.
              if (isOff) setFeeling(desk, step.id, before);
              else if (currentTarget.value === "") setFeeling(desk, step.id, null);
              else if (Number.isFinite(typed)) setFeeling(desk, step.id, typed);
            }}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === "Enter") {
                event.preventDefault();
                if (off === null) close();
              } else if (/^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.metaKey) {
                // A letter means a word.
                event.preventDefault();
                wordWith(event.currentTarget, event.key)?.focus();
              }
            }}
          />
          {off !== null && (
            <small className="bad" role="alert">
              {t("edit-feeling-off", { value: format.emotion(off) })}
            </small>
          )}
        </label>
        <ListBox
          aria-label={t("edit-choose-feel")}
          selectionMode="single"
          selectedKeys={chosen === "" ? [] : [chosen]}
          className="listbox"
          onSelectionChange={(keys) => {
            const [key] = keys === "all" ? [] : [...keys];
            setFeel(desk, step.id, key === undefined ? null : String(key));
            close();
          }}
        >
          {values.map((value) => (
            <ListBoxItem key={value} id={value} className="option">
              {textOr(`feel-${value}`, value)}
            </ListBoxItem>
          ))}
        </ListBox>
        <div className="beside">
          <Button
            className="button small"
            isDisabled={value === null && chosen === ""}
            onPress={() => {
              setFeeling(desk, step.id, null);
              if (chosen !== "") setFeel(desk, step.id, null);
              close();
            }}
          >
            {t("edit-feeling-clear")}
          </Button>
          <Button className="button small" onPress={close}>
            {t("edit-done")}
          </Button>
        </div>
      </Dialog>
    </Popover>
  );
}

/** The first word of the list that begins with a letter. */
function wordWith(within: HTMLElement, letter: string): HTMLElement | undefined {
  const options = within.closest(".feel-content")?.querySelectorAll<HTMLElement>("[role=option]");
  return [...(options ?? [])].find((option) =>
    option.textContent.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()),
  );
}
