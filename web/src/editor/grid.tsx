import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { useText } from "./../i18n/provider";
import { openSpot } from "./acts/write";
import { ArcRow } from "./arc_row";
import { useDesk, useLayout, useMine, type Desk } from "./desk";
import { DropLine } from "./drop_line";
import { gridKey } from "./grid_keys";
import { titleOf } from "./kinds";
import { LaneRow } from "./lane_row";
import { lanesOf } from "./lanes";
import { NO_CELLS } from "./layout";
import { find, firstOf } from "./navigation";
import { usePointer } from "./pointer/use_pointer";
import { StageHead } from "./stage_heads";
import { NoStep, StepHead } from "./step_heads";
import { useClipboard } from "./use_clipboard";
import { atOf } from "./use_spot";

// The grid in which a map is edited: stages and steps across, lanes down.

const NAMES = 132;
const LEAST = { sketch: 128, standard: 168, full: 208 } as const;
const MOST = 300;

export function Grid() {
  const t = useText();
  const desk = useDesk();
  const layout = useLayout();
  const detail = useMine((ui) => ui.detail);
  const hides = useMine((ui) => ui.filter.hide);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const lanes = lanesOf(layout, detail);
  const room = useRoom(scroller);
  const count = layout.columns.length;
  const width = Math.round(
    Math.min(MOST, Math.max(LEAST[detail], (room - NAMES - 48) / Math.max(1, count))),
  );
  usePointer(desk, scroller, content);
  useClipboard(desk, content);
  useFocus(desk, content);
  const arcRows = layout.arcs.length > 0 ? 1 : 0;
  return (
    <div className="grid-scroller" ref={scroller}>
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
          if (event.nativeEvent.isComposing || event.target instanceof HTMLTextAreaElement) return;
          if (event.target instanceof HTMLButtonElement) return;
          if (gridKey(desk, event)) {
            event.preventDefault();
            event.stopPropagation();
          }
        }}
        onDoubleClick={(event) => {
          const target = event.target as HTMLElement;
          const spot = target.closest<HTMLElement>("[data-spot]")?.dataset.spot;
          if (spot === undefined || target.closest("textarea, button") !== null) return;
          const field = target.closest<HTMLElement>("[data-field]")?.dataset.field;
          if (field !== undefined && layout.alive.has(spot))
            desk.ui.set({ editing: { record: spot, field, draft: null } });
          else openSpot(desk, spot);
        }}
      >
        <div role="rowgroup" className="heads">
          <div role="row" className="row stage-row" aria-rowindex={1}>
            <div role="presentation" className="corner" />
            {layout.stages.map((span, i) => (
              <StageHead
                key={span.stage.id}
                span={span}
                index={i}
                talk={layout.talk.get(span.stage.id) ?? null}
              />
            ))}
          </div>
          <div role="row" className="row step-row" aria-rowindex={2}>
            <div role="rowheader" className="lane-title">
              {t("edit-lane-steps")}
              {detail !== "sketch" && <span>{t("edit-hint-steps")}</span>}
            </div>
            {layout.columns.map(({ step, stage, key }, i) =>
              step === null ? (
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
              ),
            )}
          </div>
        </div>
        <div role="rowgroup">
          <ArcRow layout={layout} width={width} />
          {lanes.map((lane, i) => (
            <LaneRow
              key={lane.id}
              lane={lane}
              columns={layout.columns}
              cells={lane.kind === null ? NO_CELLS : (layout.byKind.get(lane.kind) ?? NO_CELLS)}
              talk={layout.talk}
              row={i + 3 + arcRows}
              width={width}
            />
          ))}
        </div>
        <DropLine />
      </div>
    </div>
  );
}

/** How wide the window onto the grid is. */
function useRoom(scroller: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(1200);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      setRoom(element.clientWidth);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [scroller]);
  return room;
}

/** Keeps the browser's focus where the editor's is, and tells the others where that is. */
function useFocus(desk: Desk, content: RefObject<HTMLElement | null>): void {
  const focus = useMine((ui) => ui.focus);
  const editing = useMine((ui) => ui.editing);
  const layout = useLayout();
  const within = useRef(false);

  useEffect(() => {
    // What was focused may be gone, or nothing was yet.
    const rows = desk.rows();
    if (editing === null && (focus === null || find(rows, focus) === null)) {
      const first = firstOf(rows);
      if (first !== null && first !== focus) desk.ui.set({ focus: first, anchor: first });
    }
  }, [desk, focus, editing, layout]);

  useLayoutEffect(() => {
    if (focus === null || editing !== null || !within.current) return;
    const active = document.activeElement;
    if (active !== null && active !== document.body && content.current?.contains(active) !== true)
      return;
    const element = content.current?.querySelector<HTMLElement>(
      `[data-spot="${CSS.escape(focus)}"]`,
    );
    if (element != null && element !== active) element.focus();
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
