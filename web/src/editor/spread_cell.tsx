import { memo } from "react";
import type { Rec } from "../doc/edit";
import type { Lane } from "./lane/lane";
import { PresenceRing } from "./presence_ring";
import { cellSpot } from "./spots";

/** The cell of a lane that shows what a step itself says. */
export const SpreadCell = memo(function SpreadCell(props: {
  lane: Lane;
  step: Rec;
  column: number;
}) {
  const { lane, step, column } = props;
  const spot = cellSpot(lane.id, step.id);
  const { Cell } = lane;
  return (
    <div
      role="gridcell"
      className="cell-box spread"
      style={{ gridColumn: column + 2 }}
      aria-colindex={column + 2}
      data-cell={spot}
    >
      {Cell !== undefined && <Cell step={step} />}
      <PresenceRing spot={spot} />
    </div>
  );
});
