import { memo } from "react";
import type { Rec } from "../doc/edit";
import type { Lane } from "./lane/lane";
import { PresenceRing } from "./presence_ring";
import { cellSpot } from "./spots";

/** The cell of a lane that shows what a step itself says. */
export const SpreadCell = memo(function SpreadCell({ lane, step }: { lane: Lane; step: Rec }) {
  const spot = cellSpot(lane.id, step.id);
  const { Cell } = lane;
  return (
    <div role="gridcell" className="cell-box spread" data-cell={spot}>
      {Cell !== undefined && <Cell step={step} />}
      <PresenceRing spot={spot} />
    </div>
  );
});
