import { useEffect, useRef, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { useText } from "../../i18n/provider";
import { useDesk, useMine } from "../desk";
import { elementAt } from "../go_to";
import type { Panel } from "../ui_state";
import { AsidePanel } from "./aside_panel";
import { BinPanel } from "./bin_panel";
import { CommentsPanel } from "./comments_panel";
import { DetailsPanel } from "./details_panel";
import { NarrativePanel } from "./narrative_panel";

// Which panel stands beside the grid.

const TITLES: Record<Panel, string> = {
  details: "cmd-details",
  comments: "cmd-comment",
  bin: "cmd-bin",
  narrative: "cmd-narrative",
  aside: "cmd-aside",
};

/** What is open beside the map. */
export function Panels() {
  const open = useMine((ui) => ui.panel);
  switch (open) {
    case null:
      return null;
    case "details":
      return (
        <Side panel={open}>
          <DetailsPanel />
        </Side>
      );
    case "comments":
      return (
        <Side panel={open}>
          <CommentsPanel />
        </Side>
      );
    case "bin":
      return (
        <Side panel={open}>
          <BinPanel />
        </Side>
      );
    case "narrative":
      return (
        <Side panel={open}>
          <NarrativePanel />
        </Side>
      );
    case "aside":
      return (
        <Side panel={open}>
          <AsidePanel />
        </Side>
      );
  }
}

function Side({ panel, children }: { panel: Panel; children: ReactNode }) {
  const t = useText();
  const desk = useDesk();
  const side = useRef<HTMLElement>(null);
  const close = () => {
    desk.ui.set({ panel: null });
    elementAt(desk.ui.get().focus)?.focus();
  };
  const wanted = useMine((ui) => ui.field);
  useEffect(() => {
    const first =
      wanted === null ? "textarea" : `[data-field="${CSS.escape(wanted)}"] :is(select, input)`;
    const field = side.current?.querySelector<HTMLElement>(first) ?? side.current;
    field?.focus({ preventScroll: true });
    if (wanted !== null) field?.scrollIntoView({ block: "center" });
    if (panel === "details" && wanted === null) side.current?.focus({ preventScroll: true });
    // What it is about stands beside the panel, not under it.
    elementAt(desk.ui.get().focus)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    desk.ui.set({ field: null });
    // The wish is fulfilled once.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [panel]);
  return (
    <aside
      className="panel editor-panel"
      ref={side}
      tabIndex={-1}
      aria-label={t(TITLES[panel])}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) close();
      }}
    >
      <Button className="button small panel-close" onPress={close} aria-label={t("close")}>
        ✕
      </Button>
      <h2>{t(TITLES[panel])}</h2>
      {children}
    </aside>
  );
}
