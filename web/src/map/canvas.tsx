import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { getScene } from "../api/client";
import type { ResolvedMap, Scene, SceneGroup, SceneText } from "../api/shapes";
import { useRemote } from "../api/use_remote";
import { useReader, useText } from "../i18n/provider";
import { Loading, TroubleNotice } from "../pages/trouble";
import { useTheme } from "../ui/use_theme";
import { cellsOf, neighbour, type Cell, type Direction } from "./cells";
import { DetailChoice } from "./detail_choice";
import { keepDetail, useDetailNow } from "./detail_now";
import { Run, SceneItems } from "./scene_svg";
import { ZoomButtons } from "./zoom_buttons";
import { fitting } from "./zoom_steps";

// The picture of the map: laid out by the server, moved about and opened here.

const ARROWS: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "first",
  End: "last",
};

/** Where the tools of the picture stand: beside the names of the views. */
export const VIEW_TOOLS = "view-tools";

/** Least width that the server is asked to lay the lanes out for. */
export const LEAST = 1100;

export interface Opens {
  /** Key of the part whose evidence is open. */
  open: string | null;
  onOpen: (key: string) => void;
}

/** The map as a picture that scrolls, zooms, and opens evidence. */
export function Canvas(props: { id: string; map: ResolvedMap; persona?: string | null } & Opens) {
  const { id, map, persona = null, ...opens } = props;
  const t = useText();
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number | null>(null);
  const detail = useDetailNow(id);
  const theme = useTheme();
  const { language } = useReader();
  useLayoutEffect(() => {
    // Laid out once for the window as it is: later sizes are a matter of zoom.
    if (frame.current !== null) setWidth(Math.max(LEAST, frame.current.clientWidth));
  }, []);
  const load = useCallback(
    (signal: AbortSignal) =>
      width === null
        ? new Promise<never>(() => undefined)
        : getScene(id, width, signal, persona, detail, theme, undefined, language),
    [id, width, persona, detail, theme, language],
  );
  const [scene, again] = useRemote(load);
  const drawn = useRef(map);
  useEffect(() => {
    if (drawn.current === map) return;
    drawn.current = map;
    again();
  }, [map, again]);
  // What was there stays until the next picture is laid out.
  const [seen, setSeen] = useState<Scene | null>(null);
  if (scene.state === "ready" && scene.value !== seen) setSeen(scene.value);
  const shown = scene.state === "ready" ? scene.value : scene.state === "loading" ? seen : null;
  return (
    <div className="canvas" ref={frame}>
      {scene.state === "loading" && shown === null && <Loading text={t("loading")} />}
      {scene.state === "failed" && <TroubleNotice trouble={scene.trouble} again={again} />}
      {shown !== null && (
        <Picture scene={shown} name={map.map} {...opens}>
          <DetailChoice
            detail={detail}
            choose={(detail) => {
              keepDetail(id, detail);
            }}
          />
        </Picture>
      )}
    </div>
  );
}

/** The picture itself: a grid of cells for keyboard and screen reader, held lane names, and its size. */
export function Picture(props: { scene: Scene; name: string; children?: React.ReactNode } & Opens) {
  const { scene, name, open, onOpen, children } = props;
  const t = useText();
  const { cells, of } = useMemo(() => cellsOf(scene), [scene]);
  const scroller = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const [at, setAt] = useState<string | null>(null);
  const current = cells.find((cell) => cell.id === at) ?? cells[0];
  const currentId = current?.id;

  const move = (cell: Cell) => {
    setAt(cell.id);
    const element = scroller.current?.querySelector<SVGElement>(
      `[data-cell="${CSS.escape(cell.id)}"]`,
    );
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const attributes = useCallback(
    (group: SceneGroup): Record<string, unknown> => {
      const cell = of.get(group);
      if (cell !== undefined)
        return {
          role: "gridcell",
          // Called by the words it shows, so that it can be spoken to; described in full.
          "aria-label": cell.speaks ? undefined : cell.label,
          "aria-description": cell.speaks ? cell.label : undefined,
          "aria-selected": cell.key === open,
          "data-cell": cell.id,
          "data-key": cell.key,
          "data-figure": group.figure ?? undefined,
          "data-value": group.value ?? undefined,
          "data-n": group.n ?? undefined,
          tabIndex: cell.id === currentId ? 0 : -1,
          className: cell.key === open ? "cell open" : "cell",
        };
      const holds = group.items.some((item) => item.item === "group" && of.has(item));
      if (group.role === "section" && holds)
        return { role: "row", "aria-label": group.label, "data-lane": group.figure ?? undefined };
      return { role: "none" };
    },
    [of, open, currentId],
  );
  useShown(scroller, open);

  const cellUnder = (target: EventTarget): Cell | undefined => {
    const element = target instanceof Element ? target.closest("[data-cell]") : null;
    const id = element?.getAttribute("data-cell");
    return cells.find((cell) => cell.id === id);
  };
  const fit = () => {
    const room = scroller.current?.clientWidth;
    if (room !== undefined) setZoom(fitting(room, scene.width));
  };
  const size = { width: scene.width * zoom, height: scene.height * zoom };
  return (
    <>
      <InRoom>
        {children}
        <ZoomButtons zoom={zoom} setZoom={setZoom} fit={fit} />
      </InRoom>
      <div
        className="scroller"
        ref={scroller}
        style={{ "--names": `${scene.names * zoom}px` } as React.CSSProperties}
      >
        <LaneNames scene={scene} zoom={zoom} />
        <svg
          {...size}
          viewBox={`0 0 ${scene.width} ${scene.height}`}
          role="grid"
          aria-label={t("map-grid", { name })}
          aria-describedby="map-description"
          onClick={(event) => {
            const cell = cellUnder(event.target);
            if (cell === undefined) return;
            setAt(cell.id);
            onOpen(cell.key);
          }}
          onKeyDown={(event) => {
            const cell = cellUnder(event.target);
            if (cell === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
            const direction = ARROWS[event.key];
            if (direction !== undefined) move(neighbour(cells, cell, direction));
            else if (event.key === "Enter" || event.key === " ") onOpen(cell.key);
            else return;
            event.preventDefault();
          }}
          onFocus={(event) => {
            const cell = cellUnder(event.target);
            if (cell !== undefined) setAt(cell.id);
          }}
        >
          <SceneItems scene={scene} attributes={attributes} />
        </svg>
      </div>
      <p id="map-description" className="unseen">
        {scene.description}
      </p>
    </>
  );
}

/** Beside the names of the views where the page has a room for tools, else here. */
function InRoom({ children }: { children: React.ReactNode }) {
  const [room, setRoom] = useState<HTMLElement | null>(null);
  useEffect(() => {
    setRoom(document.getElementById(VIEW_TOOLS));
  }, []);
  return room === null ? (
    <div className="view-tools">{children}</div>
  ) : (
    createPortal(children, room)
  );
}

/** Brings the part whose evidence is open into view when the page was opened at it. */
function useShown(scroller: React.RefObject<HTMLDivElement | null>, open: string | null) {
  useEffect(() => {
    if (open === null) return;
    const element = scroller.current?.querySelector(`[data-key="${CSS.escape(open)}"]`);
    element?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [scroller, open]);
}

/** The names of the lanes once more, held in place while the map scrolls under them. */
function LaneNames({ scene, zoom }: { scene: Scene; zoom: number }) {
  const runs = useMemo(() => namesOf(scene), [scene]);
  const width = scene.names - 6;
  return (
    <div className="names" aria-hidden="true">
      <svg
        width={width * zoom}
        height={scene.height * zoom}
        viewBox={`0 0 ${width} ${scene.height}`}
      >
        <rect width={width} height={scene.height} className="names-ground" />
        {runs.map((run, i) => (
          <Run key={i} run={run} />
        ))}
      </svg>
    </div>
  );
}

function namesOf(scene: Scene): SceneText[] {
  return scene.items.flatMap((section) =>
    section.item === "group"
      ? section.items.filter(
          (item): item is SceneText & { item: "text" } =>
            item.item === "text" && item.x + item.width <= scene.names,
        )
      : [],
  );
}
