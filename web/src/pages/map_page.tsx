import { useCallback, useEffect, useRef } from "react";
import { getMap } from "../api/client";
import type { ResolvedMap } from "../api/shapes";
import { useRemote } from "../api/use_remote";
import { EvidencePanel } from "../evidence/panel";
import { useText, type Text } from "../i18n/provider";
import { Canvas } from "../map/canvas";
import { ExportMenu } from "../map/export_menu";
import { Foot } from "../map/foot";
import { HealthStrip } from "../map/health_strip";
import { StoryView } from "../map/story_view";
import { TableView } from "../map/table_view";
import { Tags } from "../map/tags";
import { go, hrefOf, VIEWS, type View } from "../route";
import { TopBar } from "../ui/top_bar";
import { Findings } from "./findings";
import { Loading, TroubleNotice } from "./trouble";

// The page of one map: its views, and the evidence that was opened.

interface Props {
  project: string;
  id: string;
  view: View;
  /** Key of the part whose evidence is open. */
  open: string | null;
}

/** A map with everything that can be opened from it. */
export function MapPage({ project, id, view, open }: Props) {
  const t = useText();
  const load = useCallback((signal: AbortSignal) => getMap(id, signal), [id]);
  const [map, again] = useRemote(load);
  const content = useRef<HTMLElement>(null);
  const name = map.state === "ready" ? map.value.map : id;
  useEffect(() => {
    document.title = `${name} · Wayline`;
    return () => {
      document.title = "Wayline";
    };
  }, [name]);

  const onOpen = useCallback(
    (key: string) => {
      go({ page: "map", id, view, key }, open === null ? "push" : "replace");
    },
    [id, view, open],
  );
  const close = useCallback(() => {
    go({ page: "map", id, view, key: null }, "replace");
    // The focus goes back to the part that was opened, wherever it stands.
    const part = document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(open ?? "")}"]`);
    const focusable = [...part].find((element) => element.tabIndex >= 0) ?? part[0];
    (focusable ?? content.current)?.focus();
  }, [id, view, open]);

  return (
    <div className={open === null ? "app" : "app with-panel"}>
      <TopBar
        project={project}
        map={name}
        tags={map.state === "ready" && <Tags map={map.value} />}
        actions={<ExportMenu id={id} />}
      />
      <main id="content" ref={content} tabIndex={-1}>
        {map.state === "loading" && <Loading text={t("loading")} />}
        {map.state === "failed" && <TroubleNotice trouble={map.trouble} again={again} />}
        {map.state === "ready" && (
          <>
            <HealthStrip map={map.value} open={open} onOpen={onOpen} />
            <Views id={id} view={view} t={t} />
            <Shown map={map.value} id={id} view={view} open={open} onOpen={onOpen} />
          </>
        )}
      </main>
      {open !== null && <EvidencePanel map={id} part={open} close={close} />}
    </div>
  );
}

function Shown(props: {
  map: ResolvedMap;
  id: string;
  view: View;
  open: string | null;
  onOpen: (key: string) => void;
}) {
  const { map, id, open, onOpen } = props;
  switch (props.view) {
    case "map":
      return (
        <>
          <Canvas id={id} name={map.map} open={open} onOpen={onOpen} />
          <Foot map={map} />
        </>
      );
    case "table":
      return <TableView map={map} onOpen={onOpen} />;
    case "story":
      return <StoryView map={map} onOpen={onOpen} />;
    case "findings":
      return <Findings id={id} />;
  }
}

function Views({ id, view, t }: { id: string; view: View; t: Text }) {
  const words: Record<View, string> = {
    map: t("view-map"),
    table: t("view-table"),
    story: t("view-story"),
    findings: t("view-findings"),
  };
  return (
    <nav className="views" aria-label={t("view-label")}>
      {VIEWS.map((one) => (
        <a
          key={one}
          href={hrefOf({ page: "map", id, view: one, key: null })}
          aria-current={one === view ? "page" : undefined}
        >
          {words[one]}
        </a>
      ))}
    </nav>
  );
}
