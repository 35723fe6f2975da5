import { useEffect, useRef, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { useText } from "../../i18n/provider";
import { useDesk, useMine } from "../desk";
import type { Panel } from "../ui_state";
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
  }
}

function Side({ panel, children }: { panel: Panel; children: ReactNode }) {
  const t = useText();
  const desk = useDesk();
  const side = useRef<HTMLElement>(null);
  const close = () => {
    desk.ui.set({ panel: null });
    const { focus } = desk.ui.get();
    const spot = document.querySelector<HTMLElement>(`[data-spot="${CSS.escape(focus ?? "")}"]`);
    spot?.focus();
  };
  useEffect(() => {
    side.current?.focus({ preventScroll: true });
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
