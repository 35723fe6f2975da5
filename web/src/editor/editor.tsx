import { useEffect, useMemo, useState } from "react";
import { getFigures } from "../api/live";
import type { LiveMap } from "../doc/live_map";
import { useText } from "../i18n/provider";
import "../styles/editor.css";
import { addStage } from "./acts/write";
import { Bar } from "./bar/bar";
import { canRun, commandOf } from "./commands";
import { DeskContext, makeDesk, useDesk, useLayout, useMine, type Desk } from "./desk";
import { Dialogs } from "./dialog/dialogs";
import { figuresOf, type FiguresAnswer } from "./evidence/figures";
import { dimmedBy } from "./filter";
import { Grid } from "./grid";
import { Panels } from "./panel/panels";
import { ToastLine } from "./toast_line";
import { createUi } from "./ui_state";

// The editor of one map: everything around its grid.

interface Props {
  id: string;
  live: LiveMap;
  /** Where the figures come from; from the server unless a test says otherwise. */
  figures?: (id: string, signal: AbortSignal) => Promise<FiguresAnswer>;
}

export function Editor({ id, live, figures = getFigures }: Props) {
  const t = useText();
  const [ui] = useState(createUi);
  const desk = useMemo(() => makeDesk(id, live, ui, t), [id, live, ui, t]);
  useFigures(desk, figures);
  return (
    <DeskContext value={desk}>
      <div
        className="editor"
        onKeyDown={(event) => {
          onKey(desk, event);
        }}
      >
        <Bar />
        <Board />
        <Panels />
        <Dialogs />
        <ToastLine />
        <Said />
        <Dimming />
      </div>
    </DeskContext>
  );
}

/** Keys that are commands. In the grid all are; outside of it only those that write nothing anywhere. */
function onKey(desk: Desk, event: React.KeyboardEvent<HTMLElement>): void {
  const target = event.target as HTMLElement;
  if (event.defaultPrevented || !event.currentTarget.contains(target)) return;
  if (event.nativeEvent.isComposing) return;
  const inText = target.closest("input, textarea, select, [contenteditable]") !== null;
  const inGrid = !inText && target.closest("[role=grid]") !== null && target.tagName !== "BUTTON";
  const command = commandOf(event, inText);
  if (command === null || !canRun(desk, command)) return;
  const alone = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!inGrid && alone && !["?", "/"].includes(event.key)) return;
  event.preventDefault();
  command.run(desk);
}

function Board() {
  const t = useText();
  const desk = useDesk();
  const { stages } = useLayout();
  if (stages.length > 0) return <Grid />;
  return (
    <section className="nothing-yet">
      <h2>{t("edit-empty-title")}</h2>
      <p>{t("edit-empty-help")}</p>
      <div className="beside">
        <button
          type="button"
          className="button primary"
          onClick={() => {
            addStage(desk, 0);
          }}
        >
          {t("cmd-add-stage")}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            desk.ui.set({ dialog: { dialog: "paste", text: "" } });
          }}
        >
          {t("cmd-paste-map")}
        </button>
      </div>
    </section>
  );
}

/** What the screen reader is told. */
function Said() {
  const said = useMine((ui) => ui.said);
  return (
    <p className="unseen" role="status" aria-live="polite">
      {said}
    </p>
  );
}

/** Finds what the filter and the search do not want, whenever one of them or the map changes. */
function Dimming() {
  const desk = useDesk();
  const layout = useLayout();
  const filter = useMine((ui) => ui.filter);
  const search = useMine((ui) => ui.search);
  const figures = useMine((ui) => ui.figures);
  useEffect(() => {
    const dimmed = dimmedBy(filter, search, layout, figures);
    if (dimmed !== desk.ui.get().dimmed) desk.ui.set({ dimmed });
  }, [desk, layout, filter, search, figures]);
  return null;
}

/** Asks for the figures, and again when they were computed anew. Without them everything works, and nothing is measured. */
function useFigures(desk: Desk, load: NonNullable<Props["figures"]>): void {
  useEffect(() => {
    let asked = new AbortController();
    const again = () => {
      asked.abort();
      asked = new AbortController();
      const { signal } = asked;
      load(desk.id, signal).then(
        (answer) => {
          if (!signal.aborted) desk.ui.set({ figures: figuresOf(answer) });
        },
        () => undefined,
      );
    };
    again();
    const stop = desk.live.onFigures(again);
    return () => {
      stop();
      asked.abort();
    };
  }, [desk, load]);
}
