import { memo, useMemo } from "react";
import { useReader, useText } from "../i18n/provider";
import { arcsOf, MOST, type Arc } from "./arcs";
import type { Range } from "./columns_shown";
import { useMine } from "./desk";
import { titleOf } from "./kinds";
import type { Layout } from "./layout";
import { PresenceRing } from "./presence_ring";
import { useSpot } from "./use_spot";

// The row of ways and hand-overs between steps: arcs over and under a line on which the steps stand.

/** Height of a track: of the words that stand on it. */
const TRACK = 15;
/** Above the first and below the last. */
const EDGE = 4;
/** From the line to the middle of the nearest track. */
const FIRST = 11;
const TURN = 6;

interface Sizes {
  width: number;
  /** Where the line lies. */
  line: number;
  height: number;
}

interface Props {
  layout: Layout;
  width: number;
  range: Range;
}

/** Ways beside the plain order, and hand-overs, as arcs between the steps. */
export const ArcRow = memo(function ArcRow({ layout, width, range }: Props) {
  const t = useText();
  const { arcs: records, columnOf, columns } = layout;
  const focus = useMine((ui) => (records.some(({ id }) => id === ui.focus) ? ui.focus : ""));
  // Where not all are drawn: what decides which, and the focus, which must not stand on nothing.
  const many = records.length > MOST;
  const figures = useMine((ui) => (many ? ui.figures : null));
  const wanted = many ? focus : "";
  const { arcs, leftOut } = useMemo(() => {
    const taken = (id: string) =>
      id === wanted ? Infinity : (figures?.paths.get(id)?.count ?? figures?.handOvers.get(id) ?? 0);
    return arcsOf(records, columnOf, taken);
  }, [records, columnOf, figures, wanted]);
  if (records.length === 0) return null;
  const sizes = { width, ...heightOf(arcs) };
  const seen = arcs.filter(
    ({ from, to, record }) =>
      (Math.min(from, to) < range.to && Math.max(from, to) >= range.from) || record.id === focus,
  );
  return (
    <div role="row" className="row lane-row lane-arcs" aria-rowindex={3}>
      <div role="rowheader" className="lane-title" aria-colindex={1}>
        {t("edit-lane-arcs")}
        {leftOut > 0 && <span>{t("edit-arcs-left-out", { count: leftOut })}</span>}
      </div>
      <div
        role="gridcell"
        className="arc-cell"
        aria-colindex={2}
        aria-colspan={columns.length}
        style={{ gridColumn: `2 / span ${columns.length}`, height: sizes.height }}
      >
        <svg
          className="arc-picture"
          width={columns.length * width}
          height={sizes.height}
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
          <line
            className="ground"
            x1={0}
            x2={columns.length * width}
            y1={sizes.line}
            y2={sizes.line}
          />
          {seen.map((arc) => (
            <path
              key={arc.record.id}
              className={`arc ${arc.record.kind}`}
              d={pathOf(arc, sizes)}
              markerEnd="url(#editor-arrow)"
            />
          ))}
        </svg>
        {seen.map((arc) => (
          <ArcLabel key={arc.record.id} arc={arc} columns={columns} sizes={sizes} />
        ))}
      </div>
    </div>
  );
});

/** As high as the arcs that are there, over and under the line. */
function heightOf(arcs: readonly Arc[]): { line: number; height: number } {
  const tracks = (side: Arc["side"]) =>
    Math.max(0, ...arcs.filter((arc) => arc.side === side).map(({ track }) => track + 1));
  const room = (tracks: number) =>
    tracks === 0 ? EDGE : FIRST + (tracks - 1) * TRACK + TRACK / 2 + EDGE;
  const line = room(tracks("over"));
  return { line, height: Math.max(34, line + room(tracks("under"))) };
}

/** From the line to the middle of the arc's track. */
function rise({ side, track }: Arc): number {
  return (side === "over" ? -1 : 1) * (FIRST + track * TRACK);
}

/** From the line to the track, along it, and to the line again. */
function pathOf(arc: Arc, { width, line }: Sizes): string {
  const a = arc.start * width;
  const b = arc.end * width;
  const way = Math.sign(b - a);
  const turn = Math.min(TURN, Math.abs(b - a) / 2);
  const top = line + rise(arc);
  const back = Math.sign(rise(arc)) * turn;
  return (
    `M${a},${line}V${top - back}Q${a},${top} ${a + way * turn},${top}` +
    `H${b - way * turn}Q${b},${top} ${b},${top - back}V${line}`
  );
}

function ArcLabel(props: { arc: Arc; columns: Layout["columns"]; sizes: Sizes }) {
  const { arc, columns, sizes } = props;
  const t = useText();
  const { format } = useReader();
  const { record, from, to } = arc;
  const { focused, selected } = useSpot(record.id);
  // Without events nobody was counted.
  const figure = useMine((ui) =>
    (ui.figures?.most ?? 0) === 0 ? null : (ui.figures?.paths.get(record.id) ?? null),
  );
  const name = (column: number) => {
    const step = columns[column]?.step;
    return step == null ? "" : titleOf(step);
  };
  const words = titleOf(record) || t(`edit-kind-${record.kind}`);
  const said = figure === null ? "" : `, ${t("edit-journeys", { count: figure.count })}`;
  const counted = figure === null ? "" : ` · ${format.short(figure.count)}`;
  return (
    <div
      className={["arc-label", record.kind, selected && "selected"].filter(Boolean).join(" ")}
      role="group"
      data-spot={record.id}
      tabIndex={focused ? 0 : -1}
      style={{
        left: ((arc.start + arc.end) / 2) * sizes.width,
        top: sizes.line + rise(arc),
        // Its track is its own from end to end, so words never meet others.
        maxWidth: Math.max(20, Math.abs(arc.end - arc.start) * sizes.width - 4 * TURN),
      }}
      title={words}
      aria-label={t("edit-arc", {
        kind: t(`edit-kind-${record.kind}`),
        from: name(from),
        to: name(to),
        words: `${words}${said}`,
      })}
    >
      {words}
      {counted}
      <PresenceRing spot={record.id} />
    </div>
  );
}
