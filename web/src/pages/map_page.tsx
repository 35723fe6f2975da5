import { Fragment, lazy, Suspense, useCallback, useEffect, useMemo, useRef } from "react";
import { forgetMaps } from "../api/all_maps";
import { getMaps } from "../api/client";
import type { ResolvedMap } from "../api/shapes";
import { useRemote, type Remote } from "../api/use_remote";
import { useKeptName } from "../editor/map_names";
import { EvidencePanel } from "../evidence/panel";
import { useText } from "../i18n/provider";
import { Canvas, VIEW_TOOLS } from "../map/canvas";
import { ExportMenu } from "../map/export_menu";
import { Foot } from "../map/foot";
import { HealthStrip } from "../map/health_strip";
import { StoryView } from "../map/story_view";
import { TableView } from "../map/table_view";
import { Tags } from "../map/tags";
import { go, hrefOf, type View } from "../route";
import { FoldRow, useFolded } from "../ui/fold";
import { KeptSince } from "../ui/kept_since";
import { MapMenu } from "../ui/map_menu";
import { TopBar } from "../ui/top_bar";
import { Findings } from "./findings";
import {
  LaterCompare,
  LaterHistory,
  LaterLibrary,
  LaterPresent,
  LaterProposals,
  LaterSummary,
} from "./later";
import { askMap, useMapChanges } from "./map_asks";
import { MentionsOfMap } from "./mentions";
import { Nobody } from "./personas/nobody";
import { usePart } from "./personas/use_part";
import { usePersona, Whose } from "./personas/whose";
import { Loading, TroubleNotice } from "./trouble";
import { ROW, Views } from "./views";

// The page of one map: its views, and the evidence that was opened.

/** The editor and the document's code are loaded by those who edit. */
const EditorPage = lazy(() =>
  import("../editor/editor_page").then(({ EditorPage }) => ({ default: EditorPage })),
);

interface Props {
  project: string;
  id: string;
  view: View;
  /** Key of the part whose evidence is open. */
  open: string | null;
  /** What the map is compared with. */
  other: string | null;
  /** The maps from which this one was opened. */
  within: readonly string[];
}

/** Views above which the figures of health stand. */
const WITH_HEALTH: readonly View[] = ["map", "table", "story", "findings"];
/** Views whose figures may be those of a persona. */
const WITH_PERSONA: readonly View[] = [
  "map",
  "edit",
  "table",
  "story",
  "summary",
  "findings",
  "compare",
];
/** Views that change the map, and need no figures: they are there even when those cannot be told. */
const CHANGING: readonly View[] = ["edit", "history", "proposals", "library"];

/** A map with everything that can be opened from it. */
export function MapPage({ project, id, view, open, other, within }: Props) {
  const t = useText();
  const persona = usePersona();
  const [part, again, away] = usePart(id, persona, WITH_PERSONA.includes(view) && view !== "edit");
  const map: Remote<ResolvedMap> =
    part.state === "ready" ? { state: "ready", value: part.value.map } : part;
  const isMeasured = map.state === "ready" && map.value.health.journeys > 0;
  const of = part.state === "ready" ? (part.value.persona ?? null) : null;
  const nobody = part.state === "ready" ? (part.value.nobody ?? null) : null;
  const whose = useMemo(() => (persona === null ? {} : { persona }), [persona]);
  const content = useRef<HTMLElement>(null);
  const kept = useKeptName(id, map.state !== "ready");
  const name = map.state === "ready" ? map.value.map : (kept ?? id);
  useEffect(() => {
    document.title = `${name} · Wayline`;
    return () => {
      document.title = "Wayline";
    };
  }, [name]);

  const before = useRef<View>("map");
  useEffect(() => {
    if (view !== "present") before.current = view;
  }, [view]);

  const changing = CHANGING.includes(view);
  useFresh(changing, again);
  const changes = useMapChanges();
  useEffect(() => {
    if (changes > 0) again();
  }, [changes, again]);

  const onOpen = useCallback(
    (key: string) => {
      go({ page: "map", id, view, key, within, ...whose }, open === null ? "push" : "replace");
    },
    [id, view, open, within, whose],
  );
  const close = useCallback(() => {
    go({ page: "map", id, view, key: null, within, ...whose }, "replace");
    // The focus goes back to the part that was opened, wherever it stands.
    const part = document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(open ?? "")}"]`);
    const focusable = [...part].find((element) => element.tabIndex >= 0) ?? part[0];
    (focusable ?? content.current)?.focus();
  }, [id, view, open, within, whose]);

  const views = <Views id={id} view={view} within={within} />;
  const mentions = <MentionsOfMap id={id} />;
  const asOf = away !== null && <KeptSince at={away} />;
  const row = (
    <FoldRow className="view-row" order={ROW}>
      {views}
      {view !== "edit" && mentions}
      {asOf}
    </FoldRow>
  );
  const present = hrefOf({ page: "map", id, view: "present", key: null, ...whose });
  if (view === "present" && map.state === "ready")
    return (
      <Suspense fallback={<Loading text={t("loading")} />}>
        <LaterPresent map={map.value} id={id} at={open} of={of} before={before} />
      </Suspense>
    );
  return (
    <div className={open === null ? "app" : "app with-panel"}>
      <TopBar
        project={project}
        map={name}
        rename={() => {
          askMap({ act: "rename", id, name });
        }}
        above={within.length > 0 && <Above view={view} within={within} />}
        tags={
          <>
            {map.state === "ready" && <Tags map={map.value} />}
            {WITH_PERSONA.includes(view) && (isMeasured || persona !== null) && (
              <Whose
                of={of}
                isNobody={nobody !== null}
                unit={map.state === "ready" ? map.value.unit : "customer"}
              />
            )}
          </>
        }
        actions={<Actions id={id} name={name} present={present} />}
      />
      <main id="content" ref={content} tabIndex={-1}>
        {view === "edit" && (
          <Suspense
            fallback={
              <>
                {row}
                <Loading text={t("loading")} />
              </>
            }
          >
            <EditorPage id={id} lead={views} />
          </Suspense>
        )}
        {changing && view !== "edit" && (
          <>
            {row}
            <Suspense fallback={<Loading text={t("loading")} />}>
              <Changing id={id} view={view} other={other} />
            </Suspense>
          </>
        )}
        {!changing && map.state === "loading" && <Loading text={t("loading")} />}
        {!changing && map.state === "failed" && (
          <>
            {row}
            <TroubleNotice trouble={map.trouble} again={again} />
          </>
        )}
        {!changing && nobody !== null && persona !== null && (
          <>
            {row}
            <Nobody persona={persona} problem={nobody} />
          </>
        )}
        {!changing && nobody === null && map.state === "ready" && (
          <>
            {WITH_HEALTH.includes(view) && (
              <HealthStrip map={map.value} open={open} onOpen={onOpen} />
            )}
            <FoldRow
              className="view-row"
              order={ROW}
              below={
                <Suspense fallback={<Loading text={t("loading")} />}>
                  <Shown
                    map={map.value}
                    id={id}
                    view={view}
                    open={open}
                    onOpen={onOpen}
                    other={other}
                  />
                </Suspense>
              }
            >
              {views}
              {mentions}
              {asOf}
              <div id={VIEW_TOOLS} className="view-tools" />
            </FoldRow>
          </>
        )}
      </main>
      {open !== null && !changing && (
        <EvidencePanel map={id} part={open} persona={persona} close={close} />
      )}
    </div>
  );
}

function Shown(props: {
  map: ResolvedMap;
  id: string;
  view: View;
  open: string | null;
  onOpen: (key: string) => void;
  other: string | null;
}) {
  const { map, id, open, onOpen } = props;
  const persona = usePersona();
  switch (props.view) {
    case "map":
      return (
        <>
          <Canvas id={id} map={map} persona={persona} open={open} onOpen={onOpen} />
          <Foot map={map} />
        </>
      );
    case "table":
      return <TableView map={map} onOpen={onOpen} />;
    case "story":
      return <StoryView map={map} onOpen={onOpen} />;
    case "summary":
      return <LaterSummary map={map} />;
    case "findings":
      return <Findings id={id} map={map} />;
    case "compare":
      return <LaterCompare map={map} id={id} other={props.other} />;
    default:
      return null;
  }
}

function Changing({ id, view, other }: { id: string; view: View; other: string | null }) {
  switch (view) {
    case "history":
      return <LaterHistory id={id} seen={other} />;
    case "proposals":
      return <LaterProposals id={id} />;
    case "library":
      return <LaterLibrary id={id} />;
    default:
      return null;
  }
}

/** Asks for the map again when one comes back from where it could be changed. */
function useFresh(changing: boolean, again: () => void): void {
  const changed = useRef(false);
  useEffect(() => {
    if (changing) changed.current = true;
    else if (changed.current) {
      changed.current = false;
      forgetMaps();
      again();
    }
  }, [changing, again]);
}

/** The way back to the maps in whose steps this one was opened. */
function Above({ view, within }: { view: View; within: readonly string[] }) {
  const [maps] = useRemote(getMaps);
  return within.map((id, i) => (
    <Fragment key={id}>
      <span aria-hidden="true"> / </span>
      <a href={hrefOf({ page: "map", id, view, key: null, within: within.slice(0, i) })}>
        <Name
          id={id}
          said={maps.state === "ready" ? maps.value.find((map) => map.id === id)?.name : undefined}
        />
      </a>
    </Fragment>
  ));
}

/** What a map is called, as the server says it or as this browser knows it. */
function Name({ id, said }: { id: string; said: string | undefined }) {
  const kept = useKeptName(id, said === undefined);
  return said ?? kept ?? id;
}

/** Present and Export as buttons where there is room, and what else can be done with the map. */
function Actions({ id, name, present }: { id: string; name: string; present: string }) {
  const t = useText();
  const folded = useFolded("actions");
  return (
    <>
      {!folded && (
        <a className="button" href={present}>
          {t("view-present")}
        </a>
      )}
      {!folded && <ExportMenu id={id} />}
      <MapMenu id={id} name={name} present={present} />
    </>
  );
}
