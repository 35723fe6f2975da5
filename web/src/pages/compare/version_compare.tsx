import { useCallback } from "react";
import { compareVersions } from "../../api/live_api";
import { useRemote } from "../../api/use_remote";
import { useText } from "../../i18n/provider";
import { Loading, Notice, TroubleNotice } from "../trouble";
import { ChangeList } from "./change_list";

/** What became of a map between two of its versions. Their figures were never kept, so only words are compared. */
export function VersionCompare(props: { id: string; from: string; to: string }) {
  const t = useText();
  const { id, from, to } = props;
  const load = useCallback(
    (signal: AbortSignal) => compareVersions(id, from, to, signal),
    [id, from, to],
  );
  const [changes, again] = useRemote(load);
  if (changes.state === "loading") return <Loading text={t("loading")} />;
  if (changes.state === "failed") return <TroubleNotice trouble={changes.trouble} again={again} />;
  if (changes.value.length === 0) return <Notice title={t("compare-nothing")} />;
  return (
    <>
      <p className="compare-tally" role="status">
        {t("compare-changes", { count: changes.value.length })}
      </p>
      <ChangeList changes={changes.value} />
      <p className="quiet">{t("compare-versions-method")}</p>
    </>
  );
}
