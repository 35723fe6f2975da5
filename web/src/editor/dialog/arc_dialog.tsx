import { useId, useState } from "react";
import { Button } from "react-aria-components";
import type { Edit, Fields, Rec } from "../../doc/edit";
import { useText } from "../../i18n/provider";
import { focusNext } from "../../ui/focus";
import { useDesk, useLayout } from "../desk";
import { departmentsOf } from "../filter";
import { StepSelect } from "../form/step_select";
import { proseOf, titleOf, wordOf } from "../kinds";
import { adding } from "../new_record";
import { DialogBox } from "./dialog_box";

/** A way or a hand-over from one step to another. */
export function ArcDialog(props: { kind: string; from: string; close: () => void }) {
  const { kind, close } = props;
  const t = useText();
  const desk = useDesk();
  const layout = useLayout();
  const steps = layout.columns.flatMap(({ step }) => step ?? []);
  const [from, setFrom] = useState(props.from || (steps[0]?.id ?? ""));
  const [chosen, setTo] = useState<string | null>(null);
  const [words, setWords] = useState("");
  const [departments, setDepartments] = useState<ReadonlyMap<string, string>>(new Map());
  // Nothing leads to where it begins: another beginning takes the end along.
  const to = chosen === null || chosen === from ? beside(steps, from) : chosen;
  const ends = [from, to].flatMap((id) => layout.alive.get(id) ?? []);
  const departmentOf = (step: Rec) => departments.get(step.id) ?? wordOf(step, "department");
  const [one, other] = ends.map((step) => departmentOf(step).trim());
  const within = kind === "hand_over" && one !== "" && one === other;
  const whole = ends.length === 2 && !within;
  const add = () => {
    const fields: Fields = { from: `@${from}`, to: `@${to}` };
    if (words.trim() !== "") fields[proseOf(kind)] = words.trim();
    const { id, edits } = adding(desk.live.snapshot(), desk.layout().map.id, kind, fields);
    const owned = ends.flatMap((step): Edit[] => {
      const value = departmentOf(step).trim();
      return value === wordOf(step, "department")
        ? []
        : [{ edit: "set", id: step.id, field: "department", value: value === "" ? null : value }];
    });
    const added = desk.change([...owned, ...edits], "why-add");
    if (added) desk.focus(id);
    close();
    if (!added) return;
    const names = ends.map((step) => titleOf(step) || t("edit-step-unnamed"));
    desk.ui.set({
      toast: {
        text: t("edit-arc-added", { kind: t(`edit-kind-${kind}`), ends: names.join(" → ") }),
        undo: desk.live.undoable()?.number ?? false,
      },
    });
    // It stands above the cards, where nobody may be looking.
    focusNext(() => document.querySelector<HTMLElement>(`[data-spot="${CSS.escape(id)}"]`));
  };
  return (
    <DialogBox title={t(`cmd-add-${kind.replace("_", "-")}`)} close={close}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (whole) add();
        }}
      >
        <StepSelect label={t("edit-field-from")} value={from} choose={setFrom} />
        <StepSelect label={t("edit-field-to")} value={to} choose={setTo} but={from} />
        {steps.length < 2 && <p className="quiet">{t("edit-arc-two-steps")}</p>}
        {kind === "hand_over" &&
          ends.map((step, i) => (
            <Department
              key={`${i} ${step.id}`}
              step={step}
              value={departmentOf(step)}
              say={(value) => {
                setDepartments(new Map(departments).set(step.id, value));
              }}
            />
          ))}
        {within && (
          <p className="bad" role="status">
            {t("edit-hand-over-within", { department: one ?? "" })}
          </p>
        )}
        <label className="field">
          <span>{t(kind === "path" ? "edit-field-when" : "edit-field-what")}</span>
          <input
            autoFocus
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
            }}
          />
        </label>
        <div className="box-foot">
          <Button type="submit" className="button primary" isDisabled={!whole}>
            {t("edit-add")}
          </Button>
        </div>
      </form>
    </DialogBox>
  );
}

/** Who owns an end of a hand-over: said here where it was not yet. */
function Department(props: { step: Rec; value: string; say: (value: string) => void }) {
  const t = useText();
  const id = useId();
  const layout = useLayout();
  return (
    <label className="field">
      <span>
        {t("edit-department-of", { step: titleOf(props.step) || t("edit-step-unnamed") })}
      </span>
      <input
        list={id}
        value={props.value}
        maxLength={200}
        onChange={({ target }) => {
          props.say(target.value);
        }}
      />
      <datalist id={id}>
        {departmentsOf(layout).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  );
}

/** The step after one; from the last a way leads back. */
function beside(steps: readonly Rec[], from: string): string {
  const at = steps.findIndex(({ id }) => id === from);
  return (steps[at + 1] ?? steps[at - 1])?.id ?? "";
}
