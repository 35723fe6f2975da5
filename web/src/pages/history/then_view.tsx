import { useCallback, useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { getVersion } from "../../api/live_api";
import { useRemote } from "../../api/use_remote";
import { useText } from "../../i18n/provider";
import { ExportMenu } from "../../map/export_menu";
import { hrefOf } from "../../route";
import { writeOther } from "../compare/other";
import { Loading, TroubleNotice } from "../trouble";
import { ThenTable } from "./then_table";

/** The map as it was in one version, to be read only. */
export function ThenView(props: {
  id: string;
  version: string;
  name: string;
  restore: () => void;
}) {
  const t = useText();
  const { id, version, name } = props;
  const head = useRef<HTMLHeadingElement>(null);
  // It opens above what was pressed: who pressed it is led there, and hears its name.
  useEffect(() => {
    head.current?.focus();
  }, [version]);
  const load = useCallback((signal: AbortSignal) => getVersion(id, version, signal), [id, version]);
  const [then, again] = useRemote(load);
  return (
    <section className="then" aria-labelledby="then">
      <div className="page-head">
        <h3 id="then" ref={head} tabIndex={-1}>
          {t("history-then", { version: name })}
        </h3>
        <div className="buttons">
          <ExportMenu id={id} version={version} />
          <a
            className="button"
            href={hrefOf({
              page: "map",
              id,
              view: "compare",
              key: null,
              with: writeOther({ sort: "versions", from: version, to: "now" }),
            })}
          >
            {t("history-compare-now")}
          </a>
          <Button className="button" onPress={props.restore}>
            {t("history-restore")}
          </Button>
          <a className="button" href={hrefOf({ page: "map", id, view: "history", key: null })}>
            {t("close")}
          </a>
        </div>
      </div>
      {then.state === "loading" && <Loading text={t("loading")} />}
      {then.state === "failed" && <TroubleNotice trouble={then.trouble} again={again} />}
      {then.state === "ready" && <ThenTable map={then.value.map} />}
    </section>
  );
}
