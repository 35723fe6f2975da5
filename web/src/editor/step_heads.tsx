import { memo } from "react";
import type { Rec } from "../doc/edit";
import { useReader, useText } from "../i18n/provider";
import { hrefOf } from "../route";
import { journeyIn, journeyRoute } from "./acts/journey";
import { Chips } from "./chips";
import { useDesk, useMine, usePart } from "./desk";
import { Head, Line } from "./head";
import { itemsOf, titleOf, wordOf } from "./kinds";
import type { Layout, Talk } from "./layout";
import { useMapName } from "./map_names";
import { cellSpot } from "./spots";
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
  const desk = useDesk();
  const { format } = useReader();
  const detail = useMine((ui) => ui.detail);
  const figure = useMine((ui) => ui.figures?.steps.get(step.id) ?? null);
  const names = (field: string) =>
    itemsOf(step, field).flatMap((id) => {
      const known = library.get(id);
      return known === undefined ? [] : [{ id, name: titleOf(known) }];
    });
  const bound = itemsOf(step, "match").length > 0;
  const department = wordOf(step, "department");
  const journey = journeyIn(step);
  // Where the touchpoints have a lane of their own they are not said twice.
  const hasLane = () => desk.lanes().some(({ id }) => id === "touchpoints");
  usePart(hasLane);
  const laned = useMine(hasLane);
  const channels = names("channels");
  // Channels that the events know and the map does not name.
  const seen = (figure?.channels ?? []).filter(
    (name) => !channels.some((one) => one.name.toLowerCase() === name.toLowerCase()),
  );
  return (
    <Head record={step} column={column} columns={1} className={last ? "last" : ""} talk={talk}>
      <Line record={step} field="name" className="step-name" fallback={t("edit-step-unnamed")} />
      {journey !== null && <Journey step={step} id={journey} />}
      {detail !== "sketch" && (
        <>
          <Line record={step} field="action" className="step-action" fallback="" />
          <ul className="step-chips">
            {!laned && <Chips step={step} field="touchpoints" />}
            <Chips step={step} field="channels" />
            {seen.map((name) => (
              <li key={`seen ${name}`} className="chip seen" title={t("edit-channel-seen")}>
                {name}
              </li>
            ))}
          </ul>
          {department !== "" && (
            <p className="step-department" title={`${t("edit-field-department")}: ${department}`}>
              <span className="unseen">{t("edit-field-department")}: </span>
              {department}
            </p>
          )}
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
    </Head>
  );
});

/** The way into the journey that a step opens. */
function Journey({ step, id }: { step: Rec; id: string }) {
  const t = useText();
  const desk = useDesk();
  const { focused } = useSpot(step.id);
  const name = useMapName(id);
  return (
    <a
      className="step-opens"
      href={hrefOf(journeyRoute(desk, id))}
      tabIndex={focused ? 0 : -1}
      aria-label={t("edit-opens", { name })}
    >
      <span aria-hidden="true">↳ </span>
      {name}
    </a>
  );
}

/** The place of a first step in a stage that has none. */
export function NoStep({ stage, column }: { stage: Rec; column: number }) {
  const t = useText();
  const spot = cellSpot("steps", stage.id);
  const { focused } = useSpot(spot);
  return (
    <div
      role="columnheader"
      className="step none last"
      style={{ gridColumn: column + 2 }}
      aria-colindex={column + 2}
      data-spot={spot}
      tabIndex={focused ? 0 : -1}
    >
      {t("edit-first-step")}
    </div>
  );
}
