import { useCallback } from "react";
import { compareVersions, type VersionLine } from "../../api/live_api";
import { useRemote } from "../../api/use_remote";
import { useReader, useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import { Loading, Notice, TroubleNotice } from "../trouble";
import { ChangeList } from "./change_list";
import { PairMaps, showPlaces } from "./pair_maps";
import { versionName } from "./told";

/** What became of a map between two of its versions. Their figures were never kept: both pictures show those of today's data. */
export function VersionCompare(props: {
  id: string;
  from: string;
  to: string;
  versions: readonly VersionLine[];
}) {
  const t = useText();
  const { format } = useReader();
  const { id, from, to, versions } = props;
  const load = useCallback(
    (signal: AbortSignal) => compareVersions(id, from, to, signal),
    [id, from, to],
  );
  const [changes, again] = useRemote(load);
  const nameOf = (version: string) =>
    versionName(
      version,
      versions.find((one) => String(one.version) === version),
      t,
      format.day,
    );
  return (
    <>
      <div className="compare-sides">
        <Side of="a" id={id} version={from} versions={versions} />
        <Side of="b" id={id} version={to} versions={versions} />
      </div>
      {changes.state === "loading" && <Loading text={t("loading")} />}
      {changes.state === "failed" && <TroubleNotice trouble={changes.trouble} again={again} />}
      {changes.state === "ready" &&
        (changes.value.changes.length === 0 ? (
          <Notice title={t("compare-nothing")} />
        ) : (
          <>
            <p className="compare-tally" role="status">
              {t("compare-changes", { count: changes.value.changes.length })}
            </p>
            <PairMaps
              id={id}
              from={from}
              to={to}
              names={[nameOf(from), nameOf(to)]}
              compared={changes.value}
            />
            <ChangeList
              changes={changes.value.changes}
              show={(record) => {
                showPlaces(record, changes.value);
              }}
            />
            <p className="quiet">{t("compare-versions-method")}</p>
          </>
        ))}
    </>
  );
}

/** A version with its name, when it was and who named it, and a way to see it. */
function Side(props: {
  of: "a" | "b";
  id: string;
  version: string;
  versions: readonly VersionLine[];
}) {
  const t = useText();
  const { format } = useReader();
  const { of, id, version, versions } = props;
  const known = versions.find((one) => String(one.version) === version);
  const name = versionName(version, known, t, format.day);
  return (
    <div className={`side side-${of}`}>
      <span className="side-sign" aria-hidden="true" />
      <div>
        <strong>{name}</strong>
        <p className="quiet">
          {known !== undefined &&
            `${[format.day(known.at), known.by?.name ?? ""].filter(Boolean).join(" · ")} · `}
          <a
            href={
              version === "now"
                ? hrefOf({ page: "map", id, view: "map", key: null })
                : hrefOf({ page: "map", id, view: "history", key: null, with: version })
            }
            aria-label={`${t("history-see")}: ${name}`}
          >
            {t("history-see")}
          </a>
        </p>
      </div>
    </div>
  );
}
