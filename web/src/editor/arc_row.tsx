import { memo, useMemo } from "react";
import { useReader, useText } from "../i18n/provider";
import { arcsOf, type Arc } from "./arcs";
import { useMine } from "./desk";
import { titleOf } from "./kinds";
import type { Layout } from "./layout";
import { PresenceRing } from "./presence_ring";
import { useSpot } from "./use_spot";

// The row of ways and hand-overs between steps, as arcs on tracks of their own.

const TRACK = 28;
const GROUND = 14;

/** Ways beside the plain order, and hand-overs, as arcs between the steps. */
export const ArcRow = memo(function ArcRow({ layout, width }: { layout: Layout; width: number }) {
  const t = useText();
  const arcs = useMemo(() => arcsOf(layout), [layout]);
  const tracks = Math.max(0, ...arcs.map(({ track }) => track + 1));
  const height = tracks * TRACK + GROUND;
  if (arcs.length === 0) return null;
  return (
    <div role="row" className="row lane-row lane-arcs" aria-rowindex={3}>
      <div role="rowheader" className="lane-title">
        {t("edit-lane-arcs")}
      </div>
      <div
        role="gridcell"
        className="arc-cell"
        aria-colspan={layout.columns.length}
        style={{ gridColumn: `2 / span ${layout.columns.length}`, height }}
      >
        <svg
          className="arc-picture"
          width={layout.columns.length * width}
          height={height}
          aria-hidden="true"
        >
          <defs>
            <marker
              id="editor-arrow"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M0,0.8L7.4,4L0,7.2Z" />
            </marker>
          </defs>
          {arcs.map((arc) => (
            <path
              key={arc.record.id}
              className={`arc ${arc.record.kind}`}
              d={pathOf(arc, width)}
              markerEnd="url(#editor-arrow)"
            />
          ))}
        </svg>
        {arcs.map((arc) => (
          <ArcLabel key={arc.record.id} arc={arc} layout={layout} width={width} />
        ))}
      </div>
    </div>
  );
});

/** Up from one step, along the track, and down to the other; a loop for a step with itself. */
function pathOf({ from, to, track }: Arc, width: number): string {
  // Those that leave a step and those that arrive stand a little apart.
  const way = to >= from ? 1 : -1;
  const a = (from + 0.5) * width + way * width * 0.14;
  const b = (to + 0.5) * width - way * width * 0.14;
  const top = 12 + track * TRACK;
  const foot = 1;
  const end = from === to ? a + 36 : b;
  const turn = Math.min(10, Math.abs(end - a) / 2) * Math.sign(end - a || 1);
  return (
    `M${a},${foot}V${top - 8}Q${a},${top} ${a + turn},${top}` +
    `H${end - turn}Q${end},${top} ${end},${top - 8}V${foot}`
  );
}

function ArcLabel({ arc, layout, width }: { arc: Arc; layout: Layout; width: number }) {
  const t = useText();
  const { format } = useReader();
  const { record, from, to, track } = arc;
  const { focused, selected } = useSpot(record.id);
  const figure = useMine((ui) => ui.figures?.paths.get(record.id) ?? null);
  const name = (column: number) => {
    const step = layout.columns[column]?.step;
    return step == null ? "" : titleOf(step);
  };
  const words = titleOf(record) || t(`edit-kind-${record.kind}`);
  const counted = figure === null ? "" : ` · ${format.short(figure.count)}`;
  return (
    <div
      className={["arc-label", record.kind, selected && "selected"].filter(Boolean).join(" ")}
      role="group"
      data-spot={record.id}
      tabIndex={focused ? 0 : -1}
      style={{
        left: ((from + to + 1) / 2) * width,
        // Over a short arc the words would hide it.
        top: 12 + track * TRACK + (Math.abs(to - from) < 2 ? 12 : 0),
        maxWidth: Math.max(width * 0.9, Math.abs(to - from) * width * 0.7),
      }}
      aria-label={t("edit-arc", {
        kind: t(`edit-kind-${record.kind}`),
        from: name(from),
        to: name(to),
        words,
      })}
    >
      {words}
      {counted}
      <PresenceRing spot={record.id} />
    </div>
  );
}
