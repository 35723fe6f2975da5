import { useText } from "../../i18n/provider";
import { stepIn } from "../arcs";
import { wordOf } from "../kinds";
import { useField, type FieldProps } from "./field";
import { StepSelect } from "./step_select";

/** A step of the map. */
export function RefField(props: FieldProps) {
  const { record, field } = props;
  const t = useText();
  const { label, set } = useField(props);
  const named = wordOf(record, field.field);
  return (
    <StepSelect
      label={label}
      value={stepIn(record, field.field) ?? ""}
      none={named !== "" && !named.startsWith("@") ? named : t("edit-not-said")}
      choose={(step) => {
        set(step === "" ? null : `@${step}`);
      }}
    />
  );
}
