import { useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from "react";
import { getFiguresOf } from "../api/parts";
import type { LiveMap } from "../doc/live_map";
import { useText } from "../i18n/provider";
import "../styles/editor.css";
import { addStage } from "./acts/write";
import { FoldRow } from "../ui/fold";
import { Bar, LINE } from "./bar/bar";
import { EditorFoot } from "./bar/editor_foot";
import { AtPart } from "./at_part";
import { Health } from "./bar/health";
import { DeskContext, makeDesk, useDesk, useLayout, useMine, usePart } from "./desk";
import { Dialogs } from "./dialog/dialogs";
import { useFigures, type LoadFigures } from "./evidence/use_figures";
import { dimmedBy } from "./filter";
import { Grid } from "./grid";
import { Others } from "./others";
import { usePageKeys } from "./page_keys";
import { Panels } from "./panel/panels";
import { Said } from "./said";
import { SpotMenu } from "./spot_menu";
import { ToastLine } from "./toast_line";
import { usePersona } from "../pages/personas/whose";
import { createUi } from "./ui_state";

// The editor of one map: everything around its grid.

interface Props {
  id: string;
  live: LiveMap;
  /** What stands before the bar: the way to the map's other views. */
  lead?: ReactNode;
  /** Where the figures come from; from the server unless a test says otherwise. */
  figures?: LoadFigures;
}

export function Editor({ id, live, lead, figures = getFiguresOf }: Props) {
  const t = useText();
  const [ui] = useState(createUi);
  const desk = useMemo(() => makeDesk(id, live, ui, t), [id, live, ui, t]);
  usePageKeys(desk);
  useFigures(desk, figures, usePersona());
  // What is shown before its document is here can only be looked at.
  const changeable = useSyncExternalStore(live.subscribe, () => live.changeable?.() ?? true);
  return (
    <DeskContext value={desk}>
      <div className="editor" inert={!changeable} aria-busy={changeable ? undefined : true}>
        <AtPart />
        <Health />
        <FoldRow className="editor-top" order={LINE}>
          {lead}
          <Bar />
        </FoldRow>
        <Board />
        <EditorFoot />
        <Panels />
        <Dialogs />
        <SpotMenu />
        <ToastLine />
        <Said />
        <Others />
        <Dimming />
      </div>
    </DeskContext>
  );
}

function Board() {
  const t = useText();
  const desk = useDesk();
  const some = usePart(({ stages }) => stages.length > 0);
  if (some) return <Grid />;
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

/** Finds what the filter and the search do not want, whenever one of them or the map changes. */
function Dimming() {
  const desk = useDesk();
  const layout = useLayout();
  const filter = useMine((ui) => ui.filter);
  const search = useMine((ui) => ui.search);
  const figures = useMine((ui) => ui.figures);
  const verdicts = useMine((ui) => ui.verdicts);
  useEffect(() => {
    const dimmed = dimmedBy(filter, search, layout, figures, verdicts);
    if (dimmed !== desk.ui.get().dimmed) desk.ui.set({ dimmed });
  }, [desk, layout, filter, search, figures, verdicts]);
  return null;
}
