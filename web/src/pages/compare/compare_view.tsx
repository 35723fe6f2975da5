import { useCallback, useMemo } from "react";
import { getMaps } from "../../api/client";
import { getVersions, type VersionLine } from "../../api/live_api";
import type { MapLine, ResolvedMap } from "../../api/shapes";
import { useRemote } from "../../api/use_remote";
import { useReader, useText, useTextOr } from "../../i18n/provider";
import { go, hrefOf, readRoute } from "../../route";
import "../../styles/compare.css";
import "../../styles/start.css";
import { Notice } from "../trouble";
import { MapCompare } from "./map_compare";
import { readOther, WHOLE, writeOther } from "./other";
import { SideChoice } from "./side_choice";
import { SideCompare } from "./side_compare";
import { TimeChoice } from "./time_choice";
import { versionName } from "./told";
import { VersionCompare } from "./version_compare";

/** Two sides, of which nothing is said yet. */
const SIDES = writeOther({ sort: "sides", a: WHOLE, b: WHOLE });

/** Two times of the map, of which none is chosen yet. */
const TIMES = writeOther({ sort: "versions", from: "now", to: "now" });

/** Whose journeys the map is shown for stays chosen. */
function goTo(id: string, other: string): void {
  const here = readRoute(location.hash);
  const whose = here.page === "map" && here.persona !== undefined ? { persona: here.persona } : {};
  const beside = other === "" ? {} : { with: other };
  go({ page: "map", id, view: "compare", key: null, ...whose, ...beside });
}

/** A map beside another map, two of its versions word by word, or two sides of it with their figures. */
export function CompareView(props: { map: ResolvedMap; id: string; other: string | null }) {
  const t = useText();
  const { map, id } = props;
  const other = useMemo(() => readOther(props.other), [props.other]);
  const [maps] = useRemote(getMaps);
  const [versions] = useRemote(useCallback((signal: AbortSignal) => getVersions(id, signal), [id]));
  return (
    <article className="sheet compare">
      <h2>{t("compare-title")}</h2>
      <Choice
        id={id}
        chosen={props.other ?? ""}
        maps={maps.state === "ready" ? maps.value : []}
        versions={versions.state === "ready" ? versions.value : []}
      />
      {other === null && (
        <>
          <Notice title={t("compare-choose")} help={t("compare-choose-help")} />
          <Near
            map={map}
            id={id}
            maps={maps.state === "ready" ? maps.value : []}
            versions={versions.state === "ready" ? versions.value : []}
          />
        </>
      )}
      {other?.sort === "map" && <MapCompare map={map} id={id} other={other.id} />}
      {other?.sort === "versions" && (
        <>
          <div className="compare-sides">
            {(["from", "to"] as const).map((of) => (
              <TimeChoice
                key={of}
                of={of === "from" ? "a" : "b"}
                version={other[of]}
                versions={versions.state === "ready" ? versions.value : []}
                choose={(version) => {
                  goTo(id, writeOther({ ...other, [of]: version }));
                }}
              />
            ))}
          </div>
          {other.from === other.to ? (
            <Notice title={t("times-alike")} />
          ) : (
            <VersionCompare
              id={id}
              from={other.from}
              to={other.to}
              versions={versions.state === "ready" ? versions.value : []}
            />
          )}
        </>
      )}
      {other?.sort === "sides" && (
        <>
          <div className="compare-sides">
            {(["a", "b"] as const).map((of) => (
              <SideChoice
                key={of}
                of={of}
                map={id}
                side={other[of]}
                choose={(side) => {
                  goTo(id, writeOther({ ...other, [of]: side }));
                }}
              />
            ))}
          </div>
          <SideCompare
            id={id}
            a={other.a}
            b={other.b}
            versions={versions.state === "ready" ? versions.value : []}
          />
        </>
      )}
    </article>
  );
}

/** What is compared most: the map of another kind, the last version with a name, and two sides of the map. */
function Near(props: {
  map: ResolvedMap;
  id: string;
  maps: readonly MapLine[];
  versions: readonly VersionLine[];
}) {
  const t = useText();
  const { format } = useReader();
  const textOr = useTextOr();
  const { map, id, versions } = props;
  const other = props.maps.find(
    (one) => one.id !== id && one.problem == null && one.kind != null && one.kind !== map.kind,
  );
  const [last] = versions;
  const beside = (other: string) =>
    hrefOf({ page: "map", id, view: "compare", key: null, with: other });
  return (
    <div className="buttons compare-near">
      {other !== undefined && (
        <a className="button" href={beside(other.id)}>
          {[other.name, textOr(`kind-${other.kind ?? ""}`, "")].filter(Boolean).join(" · ")}
        </a>
      )}
      {last !== undefined && (
        <a
          className="button"
          href={beside(writeOther({ sort: "versions", from: String(last.version), to: "now" }))}
        >
          {t("compare-since", { name: versionName(String(last.version), last, t, format.day) })}
        </a>
      )}
      <a className="button" href={beside(SIDES)}>
        {t("sides-or")}
      </a>
      <a className="button" href={beside(TIMES)}>
        {t("compare-times")}
      </a>
    </div>
  );
}

function Choice(props: {
  id: string;
  chosen: string;
  maps: readonly MapLine[];
  versions: readonly VersionLine[];
}) {
  const t = useText();
  const textOr = useTextOr();
  const { format } = useReader();
  const { id, chosen } = props;
  const maps = props.maps.filter((map) => map.id !== id && map.problem == null);
  const versions = props.versions.map((line) => ({
    value: writeOther({ sort: "versions", from: String(line.version), to: "now" }),
    label: `${versionName(String(line.version), line, t, format.day)} · ${format.day(line.at)}`,
  }));
  const nameOf = (version: string) =>
    versionName(
      version,
      props.versions.find((one) => String(one.version) === version),
      t,
      format.day,
    );
  const known = [...maps.map((map) => map.id), ...versions.map(({ value }) => value)];
  const read = readOther(chosen);
  return (
    <label className="asking compare-choice">
      <span className="asked">{t("compare-with")}</span>
      <select
        value={chosen}
        onChange={(event) => {
          goTo(id, event.target.value);
        }}
      >
        <option value="">{t("compare-choose")}</option>
        <option value={read?.sort === "sides" ? chosen : SIDES}>{t("sides-or")}</option>
        <option value={TIMES}>{t("compare-times")}</option>
        {chosen !== "" && chosen !== TIMES && read?.sort !== "sides" && !known.includes(chosen) && (
          <option value={chosen}>
            {read?.sort === "versions"
              ? t("compare-two-versions", { from: nameOf(read.from), to: nameOf(read.to) })
              : chosen}
          </option>
        )}
        {maps.length > 0 && (
          <optgroup label={t("compare-maps")}>
            {maps.map((map) => (
              <option key={map.id} value={map.id}>
                {map.name}
                {map.kind != null && ` · ${textOr(`kind-${map.kind}`, map.kind)}`}
              </option>
            ))}
          </optgroup>
        )}
        {versions.length > 0 && (
          <optgroup label={t("compare-versions")}>
            {versions.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </label>
  );
}
