import { useCallback, useMemo, useRef } from "react";
import { getScene } from "../../api/client";
import type { Compared } from "../../api/live_api";
import type { Scene, SceneGroup } from "../../api/shapes";
import { useRemote } from "../../api/use_remote";
import { useReader, useText } from "../../i18n/provider";
import { LEAST } from "../../map/canvas";
import { useDetailNow } from "../../map/detail_now";
import { SceneItems } from "../../map/scene_svg";
import { useTheme } from "../../ui/use_theme";
import { usePersona } from "../personas/whose";
import { Loading, TroubleNotice } from "../trouble";
import { headsOf, led, markOf, marksOf, type Marks } from "./marks";

// Two versions of a map as whole pictures beside each other, which scroll together.

/** Both pictures; `names` are what the versions are called. */
export function PairMaps(props: {
  id: string;
  from: string;
  to: string;
  names: readonly [string, string];
  compared: Compared;
}) {
  const { id, from, to, names, compared } = props;
  const pair = useRef<HTMLDivElement>(null);
  const marks = useMemo(() => marksOf(compared), [compared]);
  /** The picture that was scrolled takes the other with it, as far into its width. */
  const follow = (event: React.UIEvent<HTMLDivElement>) => {
    const one = event.currentTarget;
    for (const other of pair.current?.querySelectorAll<HTMLElement>(".pair-map") ?? []) {
      if (other === one) continue;
      const left = led(one.scrollLeft, one.scrollWidth - one.clientWidth, room(other));
      if (Math.abs(other.scrollLeft - left) > 1) other.scrollLeft = left;
      if (Math.abs(other.scrollTop - one.scrollTop) > 1) other.scrollTop = one.scrollTop;
    }
  };
  return (
    <div className="pair-maps" ref={pair}>
      <Side id={id} of="a" version={from} name={names[0]} marks={marks.a} follow={follow} />
      <Side id={id} of="b" version={to} name={names[1]} marks={marks.b} follow={follow} />
    </div>
  );
}

function room(element: HTMLElement): number {
  return element.scrollWidth - element.clientWidth;
}

function Side(props: {
  id: string;
  of: "a" | "b";
  version: string;
  name: string;
  marks: Marks;
  follow: (event: React.UIEvent<HTMLDivElement>) => void;
}) {
  const t = useText();
  const { id, of, version, name, marks, follow } = props;
  const [detail, theme, persona] = [useDetailNow(id), useTheme(), usePersona()];
  const { language } = useReader();
  const load = useCallback(
    (signal: AbortSignal) => getScene(id, LEAST, signal, persona, detail, theme, version, language),
    [id, version, persona, detail, theme, language],
  );
  const [scene, again] = useRemote(load);
  return (
    <div
      className="pair-map"
      role="region"
      aria-label={name}
      tabIndex={0}
      data-side={of}
      onScroll={follow}
    >
      {scene.state === "loading" && <Loading text={t("loading")} />}
      {scene.state === "failed" && <TroubleNotice trouble={scene.trouble} again={again} />}
      {scene.state === "ready" && <Marked scene={scene.value} of={of} marks={marks} />}
    </div>
  );
}

/** A picture in which what differs is marked; each part can be gone to by its key. */
export function Marked({ scene, of, marks }: { scene: Scene; of: "a" | "b"; marks: Marks }) {
  const t = useText();
  const heads = useMemo(() => headsOf(scene.items), [scene]);
  const attributes = useCallback(
    (group: SceneGroup): Record<string, unknown> => {
      if (group.key == null) return {};
      const mark = markOf(group, marks, heads);
      const place = { "data-place": `${of} ${group.key}` };
      if (mark === undefined) return place;
      return {
        ...place,
        className: `marked ${mark}`,
        role: "img",
        "aria-label": `${t(`history-became-${mark}`)}: ${group.label}`,
      };
    },
    [marks, heads, of, t],
  );
  return (
    <svg
      width={scene.width}
      height={scene.height}
      viewBox={`0 0 ${scene.width} ${scene.height}`}
      role="group"
      aria-label={scene.description}
    >
      <SceneItems scene={scene} attributes={attributes} />
    </svg>
  );
}

/** Brings the place of a record into view on both pictures: its own, else the nearest that it lies in. */
export function showPlaces(record: string, { a, b }: Compared): void {
  for (const [of, keys] of [
    ["a", a],
    ["b", b],
  ] as const) {
    const found = placeOf(of, keys[record] ?? "");
    found?.scrollIntoView({ block: "nearest", inline: "center" });
    found?.closest(".pair-map")?.scrollIntoView({ block: "nearest" });
  }
}

function placeOf(of: "a" | "b", key: string): Element | null {
  for (let at = key; at !== ""; at = at.split(".").slice(0, -1).join(".")) {
    const found = document.querySelector(`[data-place="${CSS.escape(`${of} ${at}`)}"]`);
    if (found !== null) return found;
  }
  return null;
}
