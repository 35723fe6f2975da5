import { useState } from "react";
import { wordOf } from "../kinds";
import { useField, type FieldProps } from "./field";

/** One line, set when it is left. */
export function WordField(props: FieldProps) {
  const { record, field } = props;
  const { label, set } = useField(props);
  const there = wordOf(record, field.field);
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    if (typed === null) return;
    set(typed.trim() === "" ? null : typed.trim());
    setTyped(null);
  };
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type={field.day === true ? "date" : "text"}
        value={typed ?? there}
        maxLength={field.most}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) keep();
        }}
      />
    </label>
  );
}
