import { Button } from "react-aria-components";
import { useText } from "../../i18n/provider";
import { GradeMark } from "../../ui/grade_mark";
import { turnSelected } from "../acts/move";
import { addActionTo } from "../acts/ideas";
import { toggleVote } from "../acts/talk";
import { removeAll } from "../acts/remove";
import { useDesk, useLayout, useMine } from "../desk";
import { gradeOf } from "../evidence/figures";
import { hasGrade } from "../filter";
import { RecordForm } from "../form/record_form";
import { titleOf } from "../kinds";

/** Everything that is said of what is focused; of the map itself where that is no record. */
export function DetailsPanel() {
  const t = useText();
  const desk = useDesk();
  const layout = useLayout();
  const focus = useMine((ui) => ui.focus);
  const step = useMine((ui) => (ui.focus === null ? null : columnOf(ui.focus)));
  const record = layout.alive.get(focus ?? "") ?? layout.alive.get(step ?? "") ?? layout.map;
  const grade = useMine((ui) => gradeOf(ui, record.id));
  const talk = layout.talk.get(record.id);
  const mine = talk?.voters.includes(desk.live.me.id) === true;
  return (
    <>
      <p className="quiet">
        {t(`edit-kind-${record.kind}`)}
        {record.kind !== "map" && titleOf(record) !== "" && ` · ${titleOf(record)}`}
      </p>
      {hasGrade(record) && (
        <p className="panel-grade">
          <GradeMark grade={grade} />
        </p>
      )}
      <RecordForm record={record} skip={["lanes", "timer", "sample"]} />
      <div className="panel-acts">
        {record.kind === "step" && (
          <Button
            className="button small"
            onPress={() => {
              desk.ui.set({ dialog: { dialog: "events", step: record.id } });
            }}
          >
            {t("cmd-events")}
          </Button>
        )}
        {record.kind === "idea" && (
          <Button
            className="button small"
            onPress={() => {
              turnSelected(desk, "opportunity");
            }}
          >
            {t("edit-make-opportunity")}
          </Button>
        )}
        {record.kind === "opportunity" && (
          <Button
            className="button small"
            onPress={() => {
              addActionTo(desk, record.id);
            }}
          >
            {t("cmd-add-action")}
          </Button>
        )}
        {record.kind !== "map" && (
          <>
            <Button
              className="button small"
              onPress={() => {
                toggleVote(desk, record.id);
              }}
            >
              {mine ? t("edit-vote-take") : t("cmd-vote")}
            </Button>
            <Button
              className="button small"
              onPress={() => {
                desk.ui.set({ panel: "comments" });
              }}
            >
              {t("edit-comments-open", { count: talk?.open ?? 0 })}
            </Button>
            <Button
              className="button small"
              onPress={() => {
                removeAll(desk, [record.id]);
              }}
            >
              {t("cmd-delete")}
            </Button>
          </>
        )}
      </div>
    </>
  );
}

function columnOf(spot: string): string | null {
  const [what, , column] = spot.split(" ");
  return what === "cell" ? (column ?? null) : null;
}
