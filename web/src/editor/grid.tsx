import { useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from "react";
import { useText } from "../i18n/provider";
import { openSpot, startWriting } from "./acts/write";
import { ArcRow } from "./arc_row";
import { caretAt } from "./caret";
import { MANY } from "./columns_shown";
import { useDesk, useLayout, useMine, type Desk } from "./desk";
import { DropLine } from "./drop_line";
import { elementAt } from "./go_to";
import { gridKey } from "./grid_keys";
import { isCard, titleOf } from "./kinds";
import type { Lane } from "./lane/lane";
import { LaneRow } from "./lane_row";
import { lanesOf } from "./lanes";
import { NO_CELLS, type Layout } from "./layout";
import { find, firstOf, nearest, rowsOf } from "./navigation";
import { usePointer } from "./pointer/use_pointer";
import { Pointers } from "./pointers";
import { laneHeight, stepsHeight } from "./row_height";
import type { Spot } from "./spots";
import { openMenuAt } from "./spot_menu";
import { StageHead } from "./stage_heads";
import { NoStep, StepHead } from "./step_heads";
import { useClipboard } from "./use_clipboard";
import { useColumns, useRoom } from "./use_columns";
import { atOf } from "./use_spot";

// The grid in which a map is edited: stages and steps across, lanes down.

const NAMES = 132;
const LEAST = { sketch: 128, standard: 168, full: 208 } as const;
const MOST = 420;

export function Grid() {
  const t = useText();
  const desk = useDesk();
  const layout = useLayout();
  const detail = useMine((ui) => ui.detail);
  const hides = useMine((ui) => ui.filter.hide);
  const zoom = useMine((ui) => ui.zoom);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const wanted = useMine((ui) => ui.lanes);
  const lanes = useMemo(() => lanesOf(layout, detail, wanted), [layout, detail, wanted]);
  const room = useRoom(scroller);
  // As wide as the window lets them be at their own size: another size is larger or smaller, not laid out anew.
  const whole = room * zoom;
  const count = layout.columns.length;
  const width = Math.round(
    Math.min(MOST, Math.max(LEAST[detail], (whole - NAMES - 48) / Math.max(1, count))),
  );
  const { shown, range, pinned } = useColumns(scroller, room, { count, width, names: NAMES });
  const heights = useHeights(layout, lanes, width);
  usePointer(desk, scroller, content);
  useClipboard(desk, content);
  useFocus(desk, content);
  const arcRows = layout.arcs.length > 0 ? 1 : 0;
  return (
    <div className="grid-scroller" ref={scroller} style={zoom === 1 ? undefined : { zoom }}>
      <div
        ref={content}
        role="grid"
        aria-label={t("edit-grid", { name: titleOf(layout.map) })}
        aria-multiselectable="true"
        aria-rowcount={lanes.length + 2 + arcRows}
        aria-colcount={count + 1}
        className={`grid detail-${detail}${hides ? " hides" : ""}`}
        style={
          {
            "--columns": count,
            "--column": `${width}px`,
            "--names": `${NAMES}px`,
          } as React.CSSProperties
        }
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || isElsewhere(event)) return;
          if ((event.target as Element).closest("button, a") !== null) return;
          if (gridKey(desk, event)) {
            event.preventDefault();
            event.stopPropagation();
          }
        }}
        onContextMenu={(event) => {
          const target = event.target as HTMLElement;
          const spot = target.closest<HTMLElement>("[data-spot]")?.dataset.spot;
          if (spot === undefined || isElsewhere(event) || target.closest("a") !== null) return;
          event.preventDefault();
          openMenuAt(desk, spot, event.clientX, event.clientY);
        }}
        onDoubleClick={(event) => {
          const target = event.target as HTMLElement;
          const spot = target.closest<HTMLElement>("[data-spot]")?.dataset.spot;
          if (spot === undefined || isElsewhere(event) || target.closest("button, a") !== null)
            return;
          const text = target.closest<HTMLElement>("[data-field], .card-text");
          const written = text?.classList.contains("unnamed") === false;
          const caret = written ? caretAt(text, event.clientX, event.clientY) : "end";
          const field = text?.dataset.field;
          if (field !== undefined && layout.alive.has(spot))
            startWriting(desk, spot, { field, caret });
          else openSpot(desk, spot, caret);
        }}
      >
        <div role="rowgroup" className="heads">
          <div role="row" className="row stage-row" aria-rowindex={1}>
            <div role="presentation" className="corner" />
            {layout.stages.map((span, i) =>
              shown.some((column) => column >= span.from && column < span.from + span.count) ? (
                <StageHead
                  key={span.stage.id}
                  span={span}
                  index={i}
                  talk={layout.talk.get(span.stage.id) ?? null}
                />
              ) : null,
            )}
          </div>
          <div
            role="row"
            className="row step-row"
            aria-rowindex={2}
            style={heights === null ? undefined : { minHeight: heights.steps }}
          >
            <div role="rowheader" className="lane-title" aria-colindex={1}>
              {t("edit-lane-steps")}
              {detail !== "sketch" && <span>{t("edit-hint-steps")}</span>}
            </div>
            {shown.map((i) => {
              const column = layout.columns[i];
              if (column === undefined) return null;
              const { step, stage, key } = column;
              return step === null ? (
                <NoStep key={key} stage={stage} column={i} />
              ) : (
                <StepHead
                  key={key}
                  step={step}
                  column={i}
                  library={layout.library}
                  talk={layout.talk.get(step.id) ?? null}
                  last={layout.columns[i + 1]?.stage !== stage}
                />
              );
            })}
          </div>
        </div>
        <div role="rowgroup">
          <ArcRow layout={layout} width={width} range={range} />
          {lanes.map((lane, i) => {
            const cells =
              lane.kind === null ? NO_CELLS : (layout.byKind.get(lane.kind) ?? NO_CELLS);
            return (
              <LaneRow
                key={lane.id}
                lane={lane}
                columns={layout.columns}
                shown={shown}
                range={range}
                cells={cells}
                talk={layout.talk}
                row={i + 3 + arcRows}
                width={width}
                least={heights?.lanes[i] ?? null}
                top={heights === null ? null : topOf(heights, i)}
                pinned={pinned}
              />
            );
          })}
        </div>
        <DropLine />
        <Pointers />
      </div>
    </div>
  );
}

/** In a text, or in something that stands over the grid and is only part of it for React. */
function isElsewhere({ currentTarget, target }: React.SyntheticEvent): boolean {
  const element = target as Element;
  return !currentTarget.contains(element) || element.closest("textarea, input") !== null;
}

/** How high rows are of which only some cells are drawn: as if all were, or they would jump while one scrolls along. */
function useHeights(
  layout: Layout,
  lanes: readonly Lane[],
  width: number,
): { steps: number; lanes: readonly number[] } | null {
  const detail = useMine((ui) => ui.detail);
  const figures = useMine((ui) => ui.figures);
  return useMemo(() => {
    if (layout.columns.length < MANY) return null;
    const laned = lanes.some(({ id }) => id === "touchpoints");
    return {
      steps: stepsHeight(layout, width, detail, laned ? ["channels"] : ["touchpoints", "channels"]),
      lanes: lanes.map((lane) => laneHeight(lane, layout, figures, width, detail)),
    };
  }, [layout, lanes, figures, width, detail]);
}

/** Where a lane's row begins below the row of steps and above the rows in between, at least. */
function topOf({ steps, lanes }: { steps: number; lanes: readonly number[] }, lane: number) {
  return lanes.slice(0, lane).reduce((sum, height) => sum + height, steps);
}

/** Whether a place is still there to hold the focus. */
function standsIn(desk: Desk, focus: Spot): boolean {
  const record = desk.layout().alive.get(focus);
  // Most of what changes is a word somewhere else: then nothing needs to be looked through.
  if (record !== undefined && !desk.ui.get().filter.hide)
    return !isCard(record) || desk.lanes().some(({ kind }) => kind === record.kind);
  return find(desk.rows(), focus) !== null;
}

/** Keeps the browser's focus where the editor's is, and tells the others where that is. */
function useFocus(desk: Desk, content: RefObject<HTMLElement | null>): void {
  const focus = useMine((ui) => ui.focus);
  const editing = useMine((ui) => ui.editing);
  const layout = useLayout();
  const within = useRef(false);
  /** The layout in which the focus stood last. */
  const stood = useRef<Layout | null>(null);

  useEffect(() => {
    // What was focused may be gone, or nothing was yet.
    if (editing !== null) return;
    if (focus !== null && standsIn(desk, focus)) {
      stood.current = layout;
      return;
    }
    const rows = desk.rows();
    const before = stood.current === null ? [] : rowsOf(stood.current, desk.lanes());
    const next = (focus === null ? null : nearest(before, rows, [focus])) ?? firstOf(rows);
    if (next !== null && next !== focus) desk.focus(next);
  }, [desk, focus, editing, layout]);

  useLayoutEffect(() => {
    if (focus === null || editing !== null || !within.current) return;
    const active = document.activeElement;
    if (active !== null && active !== document.body && content.current?.contains(active) !== true)
      return;
    const element = elementAt(focus);
    if (element !== null && element !== active) element.focus();
  });

  useEffect(() => {
    if (focus !== null) desk.live.here(atOf(focus));
  }, [desk, focus]);

  useEffect(() => {
    const element = content.current;
    if (element === null) return;
    const stop = new AbortController();
    const { signal } = stop;
    element.addEventListener(
      "focusin",
      (event) => {
        within.current = true;
        const target = event.target as HTMLElement;
        const { spot } = target.dataset;
        if (spot !== undefined && spot !== desk.ui.get().focus) desk.focus(spot);
      },
      { signal },
    );
    element.addEventListener(
      "focusout",
      ({ relatedTarget }) => {
        if (relatedTarget instanceof Node && !element.contains(relatedTarget))
          within.current = false;
      },
      { signal },
    );
    return () => {
      stop.abort();
    };
  }, [desk, content]);
}
