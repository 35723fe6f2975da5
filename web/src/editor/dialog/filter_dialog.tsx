import { Button } from "react-aria-components";
import type { Grade } from "../../api/shapes";
import { useText } from "../../i18n/provider";
import { GradeMark } from "../../ui/grade_mark";
import { useDesk, useLayout, useMine } from "../desk";
import { channelsOf, departmentsOf, isOn, NO_FILTER, type Filter } from "../filter";
import { chosenLanes } from "../lanes";
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
  const figures = useMine((ui) => ui.figures);
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
          options={channelsOf(layout, figures)}
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
        <Lanes />
        <Matching />
        <div className="box-foot">
          <Button
            className="button"
            onPress={() => {
              desk.ui.set({ filter: NO_FILTER, lanes: null });
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

/** The lanes that one wants to see; the map keeps its own. */
function Lanes() {
  const t = useText();
  const desk = useDesk();
  const layout = useLayout();
  const wanted = useMine((ui) => ui.lanes);
  const chosen = chosenLanes(layout);
  const shown = wanted ?? chosen;
  const offered = [...chosen, ...shown.filter((id) => !chosen.includes(id))];
  const set = (lanes: readonly string[]) => {
    const same = lanes.length === chosen.length && lanes.every((id, i) => id === chosen[i]);
    desk.ui.set({ lanes: same || lanes.length === 0 ? null : lanes });
  };
  return (
    <fieldset className="field">
      <legend>{t("filter-lanes")}</legend>
      <p className="quiet">{t("filter-lanes-help")}</p>
      <div className="checks">
        {offered.map((id) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={shown.includes(id)}
              disabled={shown.length === 1 && shown.includes(id)}
              onChange={(event) => {
                const { checked } = event.target;
                set(offered.filter((one) => (one === id ? checked : shown.includes(one))));
              }}
            />
            {t(`edit-lane-${id}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** How much is left, told as the filter is written. */
function Matching() {
  const t = useText();
  const layout = useLayout();
  const filter = useMine((ui) => ui.filter);
  const dimmed = useMine((ui) => ui.dimmed);
  if (!isOn(filter)) return null;
  const cards = [...layout.cells.values()].flat();
  const steps = layout.columns.flatMap(({ step }) => (step === null ? [] : [step]));
  const count = [...cards, ...steps].filter(({ id }) => !dimmed.has(id)).length;
  return (
    <p className="quiet" role="status">
      {t("filter-matching", { count })}
    </p>
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
