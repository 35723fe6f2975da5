import { memo } from "react";
import { useReader, useText } from "../i18n/provider";
import { useMine } from "./desk";
import { Head, Line } from "./head";
import type { Span, Talk } from "./layout";

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
  const detail = useMine((ui) => ui.detail);
  const journeys = useMine((ui) => ui.figures?.stages.get(stage.id)?.count ?? null);
  return (
    <Head record={stage} column={from} columns={count} className={`tint-${index % 5}`} talk={talk}>
      <div className="stage-line">
        <Line
          record={stage}
          field="name"
          className="stage-name"
          fallback={t("edit-stage-unnamed")}
        />
        {journeys !== null && (
          <small title={t("edit-journeys", { count: journeys })}>
            <span aria-hidden="true">{format.short(journeys)}</span>
            <span className="unseen">{t("edit-journeys", { count: journeys })}</span>
          </small>
        )}
      </div>
      {detail === "full" && (
        <>
          <Line record={stage} field="question" className="stage-question" fallback="" />
          <Line record={stage} field="task" className="stage-task" fallback="" />
        </>
      )}
    </Head>
  );
});
