import { useState } from "react";
import { useText } from "../../i18n/provider";
import { numberOf } from "../kinds";
import { useField, type FieldProps } from "./field";

/** A number within its bounds, set when it is left. */
export function NumberField(props: FieldProps) {
  const { record, field } = props;
  const t = useText();
  const { label, set } = useField(props);
  const there = numberOf(record, field.field);
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string) => Number(text.trim().replace(",", ".").replace("−", "-"));
  const fits = (text: string) => {
    const number = read(text);
    return (
      text.trim() === "" ||
      (Number.isFinite(number) &&
        number >= (field.least ?? -Infinity) &&
        number <= (field.most ?? Infinity))
    );
  };
  const bad = typed !== null && !fits(typed);
  const keep = () => {
    if (typed === null || !fits(typed)) return;
    set(typed.trim() === "" ? null : read(typed));
    setTyped(null);
  };
  return (
    <label className="field">
      <span>{label}</span>
      <input
        inputMode="decimal"
        value={typed ?? (there === null ? "" : String(there))}
        aria-invalid={bad}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") keep();
        }}
      />
      {bad && (
        <small className="bad" role="alert">
          {t("edit-number-bounds", { least: field.least ?? 0, most: field.most ?? 0 })}
        </small>
      )}
    </label>
  );
}
