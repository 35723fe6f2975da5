import { useLayoutEffect, useRef } from "react";
import { useDesk } from "../desk";
import { useCaret } from "../use_caret";
import { useField, type FieldProps } from "./field";

/** Prose: every letter is in the map at once. */
export function TextField(props: FieldProps) {
  const { record, field } = props;
  const desk = useDesk();
  const { label } = useField(props);
  const area = useRef<HTMLTextAreaElement>(null);
  const text = record.text[field.field] ?? "";
  const caret = useCaret(area, text);
  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return;
    element.style.height = "0";
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [text]);
  return (
    <label className="field">
      <span>{label}</span>
      <textarea
        ref={area}
        rows={1}
        value={text}
        maxLength={field.most}
        onSelect={(event) => {
          caret.moved(event.currentTarget);
        }}
        onChange={(event) => {
          const { value } = event.currentTarget;
          caret.typed(event.currentTarget);
          desk.change(
            [{ edit: "write", id: record.id, field: field.field, text: value }],
            "why-write",
          );
        }}
      />
    </label>
  );
}
