import { useLayoutEffect, useRef, useState } from "react";
import { settleTyped, type } from "./acts/typing";
import { cancelWriting, stopWriting, write, writeBeside, writeNext } from "./acts/write";
import { commandOf } from "./commands";
import { useDesk } from "./desk";
import { useCaret } from "./use_caret";

/** The browser makes the box as high as the text by itself (`field-sizing`), without a layout for every letter. */
const GROWS =
  typeof CSS !== "undefined" && "supports" in CSS && CSS.supports("field-sizing", "content");

/** Whether a pointer is pressed somewhere. */
let pressed = false;
if (typeof document !== "undefined") {
  const press = (down: boolean) => () => {
    pressed = down;
  };
  document.addEventListener("pointerdown", press(true), true);
  for (const end of ["pointerup", "pointercancel"])
    document.addEventListener(end, press(false), true);
}

/** Does something at once, or after the click that is under way: what goes away meanwhile must not take it along. */
function whenReleased(work: () => void): void {
  if (!pressed) {
    work();
    return;
  }
  const later = () => {
    for (const end of ["pointerup", "pointercancel"]) document.removeEventListener(end, later);
    // The click comes after the pointer is released.
    setTimeout(work);
  };
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, later);
}

/** The words of a record while they are being written. */
export function InlineText(props: { text: string; label: string; hint: string; most: number }) {
  const desk = useDesk();
  const area = useRef<HTMLTextAreaElement>(null);
  /** What was typed and is not in the map yet. */
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? props.text;
  const caret = useCaret(area, text);
  const own = useRef(desk.ui.get().editing);

  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return;
    element.focus({ preventScroll: true });
    const at = own.current?.caret ?? "end";
    if (at === "all") element.select();
    else {
      const place = at === "end" ? element.value.length : at;
      element.setSelectionRange(place, place);
    }
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
    return settleTyped;
  }, []);

  useLayoutEffect(() => {
    const element = area.current;
    if (element === null || GROWS) return;
    element.style.height = "0";
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  return (
    <textarea
      ref={area}
      className="inline"
      rows={1}
      value={text}
      aria-label={props.label}
      placeholder={props.hint}
      maxLength={props.most}
      onChange={(event) => {
        const { value } = event.currentTarget;
        caret.typed(event.currentTarget);
        setTyped(value);
        const now = () => {
          const { editing } = desk.ui.get();
          return editing === null ? "" : (desk.record(editing.record)?.text[editing.field] ?? "");
        };
        const written = (whole: string) => {
          write(desk, whole);
          setTyped(null);
        };
        type({ base: props.text, now, write: written }, value);
      }}
      onSelect={(event) => {
        caret.moved(event.currentTarget);
      }}
      onBlur={(event) => {
        settleTyped();
        // Another window is looked at; this text stays open.
        if (document.activeElement === event.currentTarget) return;
        whenReleased(() => {
          // The next text may be open already when this one is left.
          const now = desk.ui.get().editing;
          if (now?.group === own.current?.group && now?.field === own.current?.field)
            stopWriting(desk);
        });
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        // Enter that ends the choice of an input method is not ours.
        if (event.nativeEvent.isComposing) return;
        const command = commandOf(event, true);
        if (command !== null) {
          settleTyped();
          command.run(desk);
        } else if (event.key === "Escape") cancelWriting(desk);
        else if (event.key === "Enter" && !event.shiftKey) writeNext(desk);
        else if (event.key === "Tab") writeBeside(desk, event.shiftKey ? -1 : 1);
        else return;
        event.preventDefault();
      }}
    />
  );
}
