import { useEffect, type ReactNode } from "react";
import { getMapList } from "../api/client";
import { hasEvents } from "../api/has_events";
import { lastAnswer } from "../api/last_answers";
import type { MapLine } from "../api/shapes";
import { useRemote } from "../api/use_remote";
import { useText, useTextOr } from "../i18n/provider";
import { go, hrefOf } from "../route";
import { MapMenu } from "../ui/map_menu";
import { LaterStart } from "./later";
import { useMapChanges } from "./map_asks";
import { MentionsIn, useMentionsOf } from "./mentions";
import { RemovedMaps } from "./removed_maps";
import { Loading, TroubleNotice } from "./trouble";

/** The maps of the project; with only one, that one. */
export function MapsPage() {
  const t = useText();
  const [maps, again] = useRemote(getMapList);
  const [some] = useRemote(hasEvents);
  const events = some.state !== "ready" || some.value;
  const list = maps.state === "ready" ? maps.value : null;
  const only = list?.maps.length === 1 ? list.maps[0] : undefined;
  useEffect(() => {
    if (only?.problem === undefined && only !== undefined && cameIn())
      go({ page: "map", id: only.id, view: "map", key: null }, "replace");
  }, [only]);

  const mentions = useMentionsOf(list);
  const changes = useMapChanges();
  useEffect(() => {
    if (changes > 0) again();
  }, [changes, again]);

  if (maps.state === "loading") return <Loading text={t("loading")} />;
  if (maps.state === "failed") return <TroubleNotice whole trouble={maps.trouble} again={again} />;
  if (maps.value.maps.length === 0)
    return (
      <>
        <LaterStart first />
        <RemovedMaps />
      </>
    );
  return (
    <>
      <header className="page-head">
        <h1>{t("maps-title")}</h1>
        <a className="button primary" href={hrefOf({ page: "new" })}>
          {t("nav-new")}
        </a>
      </header>
      <ul className="maps">
        {maps.value.maps.map((map) => (
          <MapEntry key={map.id} map={map} measured={events && map.health?.events !== 0}>
            <MentionsIn map={map.id} of={mentions} />
          </MapEntry>
        ))}
      </ul>
      <RemovedMaps />
    </>
  );
}

/** Whether the reader opened the bare address, rather than asked for the list. */
function cameIn(): boolean {
  return location.hash === "" || location.hash === "#" || location.hash === "#/";
}

/** A map without events is opened where it is written by those who edit; else a map opens where it is read. */
function MapEntry(props: { map: MapLine; measured: boolean; children: ReactNode }) {
  const { map, measured, children } = props;
  const t = useText();
  const textOr = useTextOr();
  const edits = !measured && lastAnswer("me")?.value != null;
  return (
    <li>
      <a href={hrefOf({ page: "map", id: map.id, view: edits ? "edit" : "map", key: null })}>
        <strong>{map.name}</strong>
        {map.problem == null ? (
          <span>
            {map.kind != null && <>{textOr(`kind-${map.kind}`, map.kind)} · </>}
            {t("maps-steps", { steps: map.steps, stages: map.stages })}
          </span>
        ) : (
          <span className="bad">{map.problem}</span>
        )}
      </a>
      {children}
      <MapMenu id={map.id} name={map.name} />
    </li>
  );
}
