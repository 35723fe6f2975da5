import { useText, useTextOr } from "../../i18n/provider";
import { wordOf } from "../kinds";
import { useField, type FieldProps } from "./field";

/** One of a few words. */
export function ChoiceField(props: FieldProps) {
  const { record, field } = props;
  const t = useText();
  const textOr = useTextOr();
  const { label, set } = useField(props);
  const word = (value: string) => {
    if (field.field === "feel") return textOr(`feel-${value}`, value);
    if (record.kind === "map" && field.field === "kind") return textOr(`kind-${value}`, value);
    return textOr(`edit-value-${value}`, value);
  };
  return (
    <label className="field">
      <span>{label}</span>
      <select
        value={wordOf(record, field.field)}
        onChange={(event) => {
          set(event.target.value === "" ? null : event.target.value);
        }}
      >
        <option value="">{t("edit-not-said")}</option>
        {field.values?.map((value) => (
          <option key={value} value={value}>
            {word(value)}
          </option>
        ))}
      </select>
    </label>
  );
}
