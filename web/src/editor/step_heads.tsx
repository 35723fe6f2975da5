import { memo } from "react";
import type { Rec } from "../doc/edit";
import { useReader, useText } from "../i18n/provider";
import { useMine } from "./desk";
import { itemsOf, titleOf } from "./kinds";
import type { Layout, Talk } from "./layout";
import { PresenceRing } from "./presence_ring";
import { cellSpot } from "./spots";
import { Line } from "./stage_heads";
import { TalkMarks } from "./talk_marks";
import { useSpot } from "./use_spot";

/** A step: its name, what the customer does, where and on which channels. */
export const StepHead = memo(function StepHead(props: {
  step: Rec;
  column: number;
  library: Layout["library"];
  talk: Talk | null;
  last: boolean;
}) {
  const { step, column, library, talk, last } = props;
  const t = useText();
  const { format } = useReader();
  const { focused, selected, dimmed } = useSpot(step.id);
  const detail = useMine((ui) => ui.detail);
  const figure = useMine((ui) => ui.figures?.steps.get(step.id) ?? null);
  const names = (field: string) =>
    itemsOf(step, field).flatMap((id) => {
      const known = library.get(id);
      return known === undefined ? [] : [{ id, name: titleOf(known) }];
    });
  const bound = itemsOf(step, "match").length > 0;
  const classes = ["step", selected && "selected", dimmed && "dim", last && "last"];
  return (
    <div
      role="columnheader"
      className={classes.filter((one) => one !== false).join(" ")}
      aria-colindex={column + 2}
      data-spot={step.id}
      data-step={step.id}
      tabIndex={focused ? 0 : -1}
    >
      <Line record={step} field="name" className="step-name" fallback={t("edit-step-unnamed")} />
      {detail !== "sketch" && (
        <>
          <Line record={step} field="action" className="step-action" fallback="" />
          <ul className="step-chips">
            {names("touchpoints").map(({ id, name }) => (
              <li key={id} className="chip touchpoint">
                {name}
              </li>
            ))}
            {names("channels").map(({ id, name }) => (
              <li key={id} className="chip channel">
                {name}
              </li>
            ))}
          </ul>
          {detail === "full" && (
            <p className="step-bound">
              {figure?.count != null
                ? t("edit-journeys", { count: figure.count })
                : bound
                  ? itemsOf(step, "match").join(", ")
                  : t("edit-unbound")}
              {figure?.wait_s.value != null && ` · ${format.duration(figure.wait_s.value)}`}
            </p>
          )}
        </>
      )}
      {talk !== null && <TalkMarks talk={talk} />}
      <button
        className="column-add"
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        data-add-after={step.id}
      >
        +
      </button>
      <PresenceRing spot={step.id} />
    </div>
  );
});

/** The place of a first step in a stage that has none. */
export function NoStep({ stage, column }: { stage: Rec; column: number }) {
  const t = useText();
  const spot = cellSpot("steps", stage.id);
  const { focused } = useSpot(spot);
  return (
    <div
      role="columnheader"
      className="step none last"
      aria-colindex={column + 2}
      data-spot={spot}
      tabIndex={focused ? 0 : -1}
    >
      {t("edit-first-step")}
    </div>
  );
}
