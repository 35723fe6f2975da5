import { memo } from "react";
import type { Rec } from "../doc/edit";
import { fieldOf } from "../doc/schema";
import { useReader, useText } from "../i18n/provider";
import { useMine } from "./desk";
import { InlineText } from "./inline_text";
import type { Span, Talk } from "./layout";
import { PresenceRing } from "./presence_ring";
import { TalkMarks } from "./talk_marks";
import { useSpot } from "./use_spot";

/** Names of the stages over their steps, with the customer's question and our task. */
export const StageHead = memo(function StageHead(props: {
  span: Span;
  index: number;
  talk: Talk | null;
}) {
  const { span, index, talk } = props;
  const { stage, from, count } = span;
  const t = useText();
  const { format } = useReader();
  const { focused, selected, dimmed } = useSpot(stage.id);
  const detail = useMine((ui) => ui.detail);
  const journeys = useMine((ui) => ui.figures?.stages.get(stage.id)?.count ?? null);
  const classes = ["stage", `tint-${index % 5}`, selected && "selected", dimmed && "dim"];
  return (
    <div
      role="columnheader"
      className={classes.filter((one) => one !== false).join(" ")}
      style={{ gridColumn: `${from + 2} / span ${count}` }}
      aria-colindex={from + 2}
      aria-colspan={count}
      data-spot={stage.id}
      data-stage={stage.id}
      tabIndex={focused ? 0 : -1}
    >
      <div className="stage-line">
        <Line
          record={stage}
          field="name"
          className="stage-name"
          fallback={t("edit-stage-unnamed")}
        />
        {journeys !== null && (
          <small title={t("edit-journeys", { count: journeys })}>{format.short(journeys)}</small>
        )}
      </div>
      {detail === "full" && (
        <>
          <Line record={stage} field="question" className="stage-question" fallback="" />
          <Line record={stage} field="task" className="stage-task" fallback="" />
        </>
      )}
      {talk !== null && <TalkMarks talk={talk} />}
      <button
        className="column-add"
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        data-add-after={stage.id}
      >
        +
      </button>
      <PresenceRing spot={stage.id} />
    </div>
  );
});

/** One text of a stage or step: read, or being written. */
export function Line(props: { record: Rec; field: string; className: string; fallback: string }) {
  const { record, field, className, fallback } = props;
  const t = useText();
  const writing = useMine((ui) => ui.editing?.record === record.id && ui.editing.field === field);
  const text = record.text[field] ?? "";
  if (writing)
    return (
      <div className={className}>
        <InlineText
          text={text}
          label={t(`edit-field-${field}`)}
          hint={t(`edit-field-${field}`)}
          most={fieldOf(record.kind, field)?.most ?? 4000}
        />
      </div>
    );
  if (text === "" && fallback === "")
    return <p className={`${className} absent`} data-field={field} aria-hidden="true" />;
  return (
    <p className={text === "" ? `${className} unnamed` : className} data-field={field} dir="auto">
      {text === "" ? fallback : text}
    </p>
  );
}
