import { memo, useRef } from "react";
import { useText, useTextOr } from "../i18n/provider";
import { Cell } from "./cell";
import type { Range } from "./columns_shown";
import { useMine } from "./desk";
import type { Lane } from "./lane/lane";
import { NO_CARDS, type Cells, type Layout } from "./layout";
import { laneSpot } from "./spots";
import { SpreadCell } from "./spread_cell";
import { useNear } from "./use_columns";
import { useSpot } from "./use_spot";

/** A lane: its title, and a cell for every step. */
export const LaneRow = memo(function LaneRow(props: {
  lane: Lane;
  columns: Layout["columns"];
  /** The columns that are drawn. */
  shown: readonly number[];
  /** Those of them that stand together; the one that holds the focus may stand elsewhere. */
  range: Range;
  cells: Cells;
  talk: Layout["talk"];
  row: number;
  width: number;
  /** Its height at least, where not all of its cells are drawn, and where it begins. */
  least: number | null;
  top: number | null;
  /** The column that holds the focus. */
  pinned: number | null;
}) {
  const { lane, columns, range, cells, talk, row, width, least, top, pinned } = props;
  const element = useRef<HTMLDivElement>(null);
  const near = useNear(element, top);
  const shown = near ? props.shown : pinned === null ? NO_COLUMNS : [pinned];
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
        ref={element}
        role="row"
        className={`row lane-row lane-${lane.id}`}
        aria-rowindex={row}
        data-lane={lane.id}
        style={least === null ? undefined : { minHeight: least }}
      >
        <LaneTitle lane={lane.id} Scale={lane.Scale} />
        {near && Spread !== undefined && <Spread width={width} from={range.from} to={range.to} />}
        {shown.map((column) => {
          const here = columns[column];
          if (here === undefined) return null;
          const { step, key } = here;
          if (step === null)
            return (
              <div
                key={key}
                role="gridcell"
                className="cell-box none"
                aria-colindex={column + 2}
                style={{ gridColumn: column + 2 }}
              />
            );
          if (lane.kind === null)
            return <SpreadCell key={key} lane={lane} step={step} column={column} />;
          return (
            <Cell
              key={key}
              lane={lane}
              step={step}
              column={column}
              cards={cells.get(step.id) ?? NO_CARDS}
              talk={talk}
            />
          );
        })}
      </div>
    </>
  );
});

const NO_COLUMNS: readonly number[] = [];

const LaneTitle = memo(function LaneTitle(props: { lane: string; Scale: Lane["Scale"] }) {
  const { lane, Scale } = props;
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
      aria-colindex={1}
      data-spot={spot}
      data-lane-title={lane}
      tabIndex={focused ? 0 : -1}
    >
      {t(`edit-lane-${lane}`)}
      {hints && hint !== "" && <span>{hint}</span>}
      {Scale !== undefined && <Scale />}
    </div>
  );
});
