import { useEffect, useId, useRef, useState } from "react";
import type { Rec } from "../doc/edit";
import { useText } from "../i18n/provider";
import { addName, knownNames, takeName } from "./acts/names";
import { stopWriting } from "./acts/write";
import { useDesk, useMine, usePart } from "./desk";
import { itemsOf, titleOf } from "./kinds";

// Touchpoints and channels of a step as chips: read, or being added by typing.

interface Props {
  step: Rec;
  field: "touchpoints" | "channels";
}

/** Why a set of names was changed, as the history says it. */
const WHY = { touchpoints: "why-touchpoints", channels: "why-channels" } as const;

/** The chips of one field; while it is open, each with its way out and a text for the next one. */
export function Chips({ step, field }: Props) {
  const desk = useDesk();
  const t = useText();
  const library = usePart((layout) => layout.library);
  const writing = useMine((ui) => ui.editing?.record === step.id && ui.editing.field === field);
  const items = itemsOf(step, field).flatMap((id) => {
    const known = library.get(id);
    return known === undefined ? [] : [{ id, name: titleOf(known) }];
  });
  return (
    <>
      {items.map(({ id, name }) => (
        <li key={id} className={`chip ${field === "channels" ? "channel" : "touchpoint"}`}>
          {name}
          {writing && (
            <button
              type="button"
              className="chip-out"
              aria-label={t("edit-take-out", { name })}
              // The text keeps the focus.
              onPointerDown={(event) => {
                event.preventDefault();
                takeName(desk, step, field, id, WHY[field]);
              }}
              onClick={() => {
                takeName(desk, step, field, id, WHY[field]);
              }}
            >
              ✕
            </button>
          )}
        </li>
      ))}
      {writing && (
        <li className="chip-next">
          <NextChip step={step} field={field} />
        </li>
      )}
    </>
  );
}

/** Where the next one is typed; names of the map are suggested. */
function NextChip({ step, field }: Props) {
  const t = useText();
  const desk = useDesk();
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const items = itemsOf(step, field);
  const label = t("edit-add-to", { field: t(`edit-field-${field}`) });
  useEffect(() => {
    input.current?.focus();
  }, []);
  const add = (name: string): boolean => {
    setTyped("");
    const added = addName(desk, step, field, name, WHY[field]);
    if (added) desk.say(t("edit-name-added", { name: name.trim(), to: titleOf(step) }));
    return added;
  };
  return (
    <>
      <input
        ref={input}
        className="chip-text"
        value={typed}
        list={`${id}d`}
        maxLength={200}
        aria-label={label}
        placeholder={label}
        onChange={({ target }) => {
          setTyped(target.value);
        }}
        onBlur={() => {
          if (typed.trim() !== "") add(typed);
          const { editing } = desk.ui.get();
          if (editing?.record === step.id && editing.field === field) stopWriting(desk);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing) return;
          const last = items.at(-1);
          if (event.key === "Enter") {
            event.preventDefault();
            // Enter without a word is the end.
            if (typed.trim() === "") stopWriting(desk);
            else add(typed);
          } else if (event.key === "Escape") {
            event.preventDefault();
            setTyped("");
            stopWriting(desk);
          } else if (event.key === "Backspace" && typed === "" && last !== undefined) {
            event.preventDefault();
            takeName(desk, step, field, last, WHY[field]);
          }
        }}
      />
      <datalist id={`${id}d`}>
        {knownNames(desk, step, field)
          .filter((one) => !items.includes(one.id))
          .map((one) => (
            <option key={one.id} value={titleOf(one)} />
          ))}
      </datalist>
    </>
  );
}
