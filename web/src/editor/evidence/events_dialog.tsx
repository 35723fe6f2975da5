import { useState } from "react";
import { Button } from "react-aria-components";
import { getActivities } from "../../api/live_api";
import { useRemote } from "../../api/use_remote";
import type { Edit } from "../../doc/edit";
import { useReader, useText } from "../../i18n/provider";
import { useDesk, useLayout } from "../desk";
import { DialogBox } from "../dialog/dialog_box";
import { plain } from "../filter";
import { itemsOf, titleOf } from "../kinds";
import { putLast } from "../places";

/** Which events are this step: real names with how often they happen. */
export function EventsDialog({ step: id, close }: { step: string; close: () => void }) {
  const t = useText();
  const { format } = useReader();
  const desk = useDesk();
  const layout = useLayout();
  const [activities, again] = useRemote(getActivities);
  const [words, setWords] = useState("");
  const step = layout.alive.get(id);
  if (step === undefined) return null;
  const bound = itemsOf(step, "match");
  const known = activities.state === "ready" ? activities.value : [];
  // What is bound and does not happen any more is shown too, so that it can be taken away.
  const missing = bound.filter((name) => !known.some(({ activity }) => activity === name));
  // An event counts for the first step that has it.
  const usedBy = (name: string) =>
    layout.columns.find(
      (column) =>
        column.step !== null &&
        column.step.id !== id &&
        itemsOf(column.step, "match").includes(name),
    )?.step;
  const placeOf = (step: string) => layout.columns.findIndex((column) => column.step?.id === step);
  const toggle = (item: string) => {
    const edits: Edit[] = bound.includes(item)
      ? [{ edit: "take", id, field: "match", item }]
      : putLast(step, "match", item);
    desk.change(edits, "why-match");
  };
  const rows = [
    ...missing.map((activity) => ({ activity, events: 0, journeys: 0 })),
    ...known.filter(({ activity }) => plain(activity).includes(plain(words))),
  ];
  const typed = words.trim();
  return (
    <DialogBox title={t("edit-events-of", { step: titleOf(step) })} close={close}>
      <div className="form">
        <label className="field">
          <span>{t("edit-events-search")}</span>
          <input
            type="search"
            autoFocus
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
            }}
          />
        </label>
        {activities.state === "loading" && <p role="status">{t("loading")}</p>}
        {activities.state === "ready" && known.length === 0 && (
          <p className="quiet" role="status">
            {t("edit-events-no-data")}
          </p>
        )}
        {activities.state === "failed" && (
          <div className="field" role="status">
            <p>{t("edit-events-none")}</p>
            <div>
              <Button className="button small" onPress={again}>
                {t("try-again")}
              </Button>
            </div>
          </div>
        )}
        <ul className="event-list">
          {rows.slice(0, 200).map(({ activity, journeys }) => {
            const other = usedBy(activity);
            return (
              <li key={activity}>
                <label className="check">
                  <input
                    type="checkbox"
                    checked={bound.includes(activity)}
                    onChange={() => {
                      toggle(activity);
                    }}
                  />
                  <code>{activity}</code>
                </label>
                <span className="quiet">
                  {other != null && `${t("edit-events-used", { step: titleOf(other) })} · `}
                  {journeys === 0
                    ? t("edit-events-never")
                    : t("edit-journeys-short", { count: format.short(journeys) })}
                </span>
                {other != null && bound.includes(activity) && (
                  <p className="events-taken" role="status">
                    {t(
                      placeOf(other.id) < placeOf(id) ? "edit-events-taken" : "edit-events-takes",
                      {
                        count: format.short(journeys),
                        step: titleOf(other),
                      },
                    )}
                  </p>
                )}
              </li>
            );
          })}
        </ul>
        {typed !== "" && !rows.some(({ activity }) => activity === typed) && (
          <Button
            className="button small"
            onPress={() => {
              toggle(typed);
            }}
          >
            {t("edit-events-type", { name: typed })}
          </Button>
        )}
        <div className="box-foot">
          <Button className="button primary" onPress={close}>
            {t("edit-done")}
          </Button>
        </div>
      </div>
    </DialogBox>
  );
}
