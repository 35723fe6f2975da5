import { useId, useState } from "react";
import { useReader, useText } from "../../i18n/provider";
import { wordOf } from "../kinds";
import { readDuration } from "./duration";
import { useField, type FieldProps } from "./field";

/** A length of time: kept in one form, whatever the reader calls its units; what is none is not kept. */
export function DurationField(props: FieldProps) {
  const { record, field } = props;
  const t = useText();
  const { format } = useReader();
  const id = useId();
  const { label, set } = useField(props);
  const there = wordOf(record, field.field);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? there;
  const read = readDuration(shown);
  const empty = shown.trim() === "";
  const keep = () => {
    // What cannot be read stays to be mended, with the reason below.
    if (typed === null || (!empty && read === null)) return;
    set(read?.text ?? null);
    setTyped(null);
  };
  return (
    <label className="field">
      <span>{label}</span>
      <input
        value={shown}
        maxLength={field.most}
        autoComplete="off"
        placeholder={t("edit-duration-example")}
        aria-invalid={!empty && read === null}
        aria-describedby={id}
        onChange={({ target }) => {
          setTyped(target.value);
        }}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) keep();
        }}
      />
      <span
        id={id}
        className={!empty && read === null ? "field-note bad" : "field-note quiet"}
        role="status"
      >
        {empty ? "" : read === null ? t("edit-duration-wrong") : format.duration(read.seconds)}
      </span>
    </label>
  );
}
