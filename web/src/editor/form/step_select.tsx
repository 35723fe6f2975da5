import { useText } from "../../i18n/provider";
import { useLayout } from "../desk";
import { titleOf } from "../kinds";

/** Chooses a step of the map, under its stage. */
export function StepSelect(props: {
  label: string;
  value: string;
  choose: (step: string) => void;
  none?: string;
  /** A step that cannot be chosen. */
  but?: string;
}) {
  const t = useText();
  const { stages, columns } = useLayout();
  return (
    <label className="field">
      <span>{props.label}</span>
      <select
        value={props.value}
        onChange={(event) => {
          props.choose(event.target.value);
        }}
      >
        {props.none !== undefined && <option value="">{props.none}</option>}
        {stages.map(({ stage, from, count }) => (
          <optgroup key={stage.id} label={titleOf(stage) || t("edit-stage-unnamed")}>
            {columns.slice(from, from + count).flatMap(({ step }) =>
              step === null || step.id === props.but ? (
                []
              ) : (
                <option key={step.id} value={step.id}>
                  {titleOf(step) || t("edit-step-unnamed")}
                </option>
              ),
            )}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
