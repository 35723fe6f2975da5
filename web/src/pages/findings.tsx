import { useCallback } from "react";
import { getFindings } from "../api/client";
import type { Diagnostic } from "../api/shapes";
import { useRemote } from "../api/use_remote";
import { useText } from "../i18n/provider";
import { Loading, Notice, TroubleNotice } from "./trouble";

/** What is wrong with a map, the worst first. */
export function Findings({ id }: { id: string }) {
  const t = useText();
  const load = useCallback((signal: AbortSignal) => getFindings(id, signal), [id]);
  const [findings, again] = useRemote(load);
  if (findings.state === "loading") return <Loading text={t("loading")} />;
  if (findings.state === "failed")
    return <TroubleNotice trouble={findings.trouble} again={again} />;
  if (findings.value.length === 0) return <Notice title={t("findings-none")} />;
  return (
    <section className="sheet" aria-labelledby="findings">
      <h2 id="findings">{t("findings-title")}</h2>
      <FindingList findings={findings.value} />
    </section>
  );
}

export function FindingList({ findings }: { findings: readonly Diagnostic[] }) {
  return (
    <ul className="findings">
      {findings.map((finding, i) => (
        <Finding key={i} finding={finding} />
      ))}
    </ul>
  );
}

function Finding({ finding }: { finding: Diagnostic }) {
  const t = useText();
  const words = {
    error: t("severity-error"),
    warning: t("severity-warning"),
    note: t("severity-note"),
  };
  const { file, row, column, field } = finding.place;
  const place = [file, row, column].filter((part) => part != null).join(":");
  return (
    <li className={finding.severity}>
      <span className="severity">{words[finding.severity]}</span>
      <div>
        <p>{finding.message}</p>
        {finding.help != null && <p className="quiet">{finding.help}</p>}
        <p className="quiet">
          <code>
            {[place, field, finding.code].filter((part) => part != null && part !== "").join(" · ")}
          </code>
        </p>
      </div>
    </li>
  );
}
