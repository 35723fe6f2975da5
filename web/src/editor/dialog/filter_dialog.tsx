import { Button } from "react-aria-components";
import type { Grade } from "../../api/shapes";
import { useText } from "../../i18n/provider";
import { GradeMark } from "../../ui/grade_mark";
import { useDesk, useLayout, useMine } from "../desk";
import { departmentsOf, NO_FILTER, type Filter } from "../filter";
import { titleOf } from "../kinds";
import { DialogBox } from "./dialog_box";

// The dialog in which cards are filtered by words, grade, channel and department.

const GRADES: readonly Grade[] = ["supported", "ageing", "contradicted", "assumption"];

/** What is wanted to be seen; for oneself only, until it is saved as a view. */
export function FilterDialog({ close }: { close: () => void }) {
  const t = useText();
  const desk = useDesk();
  const layout = useLayout();
  const filter = useMine((ui) => ui.filter);
  const set = (part: Partial<Filter>) => {
    desk.ui.set({ filter: { ...filter, ...part } });
  };
  const channels = [...layout.library.values()].filter(({ kind }) => kind === "channel");
  return (
    <DialogBox title={t("cmd-filter")} close={close}>
      <div className="form">
        <label className="field">
          <span>{t("edit-filter-text")}</span>
          <input
            type="search"
            autoFocus
            value={filter.text}
            onChange={(event) => {
              set({ text: event.target.value });
            }}
          />
        </label>
        <fieldset className="field">
          <legend>{t("edit-filter-grade")}</legend>
          {GRADES.map((grade) => (
            <label key={grade} className="check">
              <input
                type="checkbox"
                checked={filter.grades.includes(grade)}
                onChange={(event) => {
                  set({
                    grades: event.target.checked
                      ? [...filter.grades, grade]
                      : filter.grades.filter((one) => one !== grade),
                  });
                }}
              />
              <GradeMark grade={grade} />
            </label>
          ))}
        </fieldset>
        <Choice
          label={t("edit-field-channel")}
          value={filter.channel}
          all={t("edit-filter-all")}
          options={channels.map((one) => [one.id, titleOf(one)])}
          choose={(channel) => {
            set({ channel });
          }}
        />
        <Choice
          label={t("edit-field-department")}
          value={filter.department}
          all={t("edit-filter-all")}
          options={departmentsOf(layout).map((name) => [name, name])}
          choose={(department) => {
            set({ department });
          }}
        />
        <Choice
          label={t("edit-filter-talk")}
          value={filter.talk === "" ? null : filter.talk}
          all={t("edit-filter-all")}
          options={[
            ["votes", t("edit-filter-votes")],
            ["comments", t("edit-filter-comments")],
          ]}
          choose={(talk) => {
            set({ talk: talk === "votes" || talk === "comments" ? talk : "" });
          }}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={filter.hide}
            onChange={(event) => {
              set({ hide: event.target.checked });
            }}
          />
          {t("edit-filter-hide")}
        </label>
        <div className="box-foot">
          <Button
            className="button"
            onPress={() => {
              desk.ui.set({ filter: NO_FILTER });
            }}
          >
            {t("cmd-clear-filter")}
          </Button>
          <Button className="button primary" onPress={close}>
            {t("edit-done")}
          </Button>
        </div>
      </div>
    </DialogBox>
  );
}

function Choice(props: {
  label: string;
  value: string | null;
  all: string;
  options: readonly (readonly [string, string])[];
  choose: (value: string | null) => void;
}) {
  return (
    <label className="field">
      <span>{props.label}</span>
      <select
        value={props.value ?? ""}
        onChange={(event) => {
          props.choose(event.target.value === "" ? null : event.target.value);
        }}
      >
        <option value="">{props.all}</option>
        {props.options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
