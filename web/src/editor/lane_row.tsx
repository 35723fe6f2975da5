import { memo } from "react";
import { useText, useTextOr } from "../i18n/provider";
import { Cell } from "./cell";
import { useMine } from "./desk";
import type { Lane } from "./lane/lane";
import { NO_CARDS, type Cells, type Layout } from "./layout";
import { laneSpot } from "./spots";
import { SpreadCell } from "./spread_cell";
import { useSpot } from "./use_spot";

/** A lane: its title, and a cell for every step. */
export const LaneRow = memo(function LaneRow(props: {
  lane: Lane;
  columns: Layout["columns"];
  cells: Cells;
  talk: Layout["talk"];
  row: number;
  width: number;
}) {
  const { lane, columns, cells, talk, row, width } = props;
  const t = useText();
  const { Spread } = lane;
  return (
    <>
      {lane.edge !== undefined && (
        <div className={`edge ${lane.edge}`} role="presentation">
          <span>{t(`edit-line-${lane.edge}`)}</span>
        </div>
      )}
      <div
        role="row"
        className={`row lane-row lane-${lane.id}`}
        aria-rowindex={row}
        data-lane={lane.id}
      >
        <LaneTitle lane={lane.id} />
        {Spread !== undefined && <Spread width={width} />}
        {columns.map(({ step, key }) =>
          step === null ? (
            <div key={key} role="gridcell" className="cell-box none" />
          ) : lane.kind === null ? (
            <SpreadCell key={key} lane={lane} step={step} />
          ) : (
            <Cell
              key={key}
              lane={lane}
              step={step}
              cards={cells.get(step.id) ?? NO_CARDS}
              talk={talk}
            />
          ),
        )}
      </div>
    </>
  );
});

function LaneTitle({ lane }: { lane: string }) {
  const t = useText();
  const textOr = useTextOr();
  const spot = laneSpot(lane);
  const { focused } = useSpot(spot);
  const hints = useMine((ui) => ui.detail !== "sketch");
  const hint = textOr(`edit-hint-${lane}`, "");
  return (
    <div
      role="rowheader"
      className="lane-title"
      data-spot={spot}
      data-lane-title={lane}
      tabIndex={focused ? 0 : -1}
    >
      {t(`edit-lane-${lane}`)}
      {hints && hint !== "" && <span>{hint}</span>}
    </div>
  );
}
