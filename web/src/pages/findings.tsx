import { useCallback, useEffect, useRef, useState } from "react";
import { getFindings } from "../api/client";
import type { Diagnostic, ResolvedMap } from "../api/shapes";
import { useRemote } from "../api/use_remote";
import { useText, type Text } from "../i18n/provider";
import { hrefOf, type View } from "../route";
import { placeOfField } from "./finding_place";
import { usePersona } from "./personas/whose";
import { Loading, Notice, TroubleNotice } from "./trouble";

// What is wrong with a map or with data, in plain words, each with the way to where it is mended.

/** What is wrong with a map, the worst first. */
export function Findings({ id, map }: { id: string; map: ResolvedMap }) {
  const t = useText();
  const persona = usePersona();
  const load = useCallback(
    (signal: AbortSignal) => getFindings(id, signal, persona),
    [id, persona],
  );
  const [asked, again] = useRemote(load);
  // Another map has other findings; what was found stands until they are there.
  const of = useRef(map);
  useEffect(() => {
    if (of.current !== map) again();
    of.current = map;
  }, [map, again]);
  const [seen, setSeen] = useState({ load, findings: asked });
  if (asked.state !== "loading" && asked !== seen.findings) setSeen({ load, findings: asked });
  const findings = asked.state === "loading" && seen.load === load ? seen.findings : asked;
  if (findings.state === "loading") return <Loading text={t("loading")} />;
  if (findings.state === "failed")
    return <TroubleNotice trouble={findings.trouble} again={again} />;
  if (findings.value.length === 0) return <Notice title={t("findings-none")} />;
  return (
    <section className="sheet" aria-labelledby="findings">
      <h2 id="findings">{t("findings-title")}</h2>
      <ul className="findings">
        {findings.value.map((finding, i) => (
          <OfMap key={i} finding={finding} id={id} map={map} persona={persona} />
        ))}
      </ul>
    </section>
  );
}

/** The checks of a map that have words of their own: what is wrong, and what to do. See docs/checks.md. */
const CHECKS: ReadonlySet<string> = new Set([
  "assumptions-instead-of-data",
  "one-touchpoint",
  "one-department",
  "never-updated",
  "no-action",
  "contradicted-claim",
  "unknown-activity",
  "activity-matched-twice",
  "unbound-step",
  "unmatched-events",
  "duplicate-step",
  "orphan-path",
  "hand-over",
  "unknown-lane",
  "unreadable-limit",
]);

/** Which words a finding has: its check's, but where nothing is done about a pain those of what is missing. */
function wordsOf({ code, place }: Diagnostic): string {
  if (code !== "no-action") return code;
  const field = place.field ?? "";
  if (field.endsWith(".action.due")) return "no-action-overdue";
  return /\.opportunities\[\d+\]$/.test(field) ? "no-action-planned" : code;
}

function OfMap(props: {
  finding: Diagnostic;
  id: string;
  map: ResolvedMap;
  persona: string | null;
}) {
  const { finding, id, map, persona } = props;
  const t = useText();
  const at = placeOfField(finding.place.field, map);
  const words = CHECKS.has(finding.code) ? wordsOf(finding) : null;
  // Two findings of one check are told apart by what they are about.
  const name = at?.name ?? /`([^`]+)`/.exec(finding.message)?.[1] ?? null;
  const href = (view: View) =>
    hrefOf({
      page: "map",
      id,
      view,
      key: at?.key ?? null,
      ...(persona === null ? {} : { persona }),
    });
  return (
    <li className={finding.severity}>
      <Severity finding={finding} />
      <div>
        {words !== null && (
          <p className="finding-what">
            {name === null || words === "no-action-planned"
              ? t(`finding-${words}`)
              : t("finding-about", { what: t(`finding-${words}`), name })}
          </p>
        )}
        <p>{sentence(finding.message, t)}</p>
        {words !== null ? (
          <p className="quiet">{t(`finding-do-${words}`)}</p>
        ) : (
          finding.help != null && <p className="quiet">{sentence(finding.help, t)}</p>
        )}
        <p className="finding-ways">
          <a href={href("edit")}>
            {at === null ? t("finding-edit-map") : t("finding-edit", { name: at.name })}
          </a>
          {at !== null && <a href={href("map")}>{t("finding-look")}</a>}
        </p>
      </div>
    </li>
  );
}

/** What was found in files: where it stands there is what their owner looks for. */
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
  const { file, row, column, field } = finding.place;
  const place = [file, row, column].filter((part) => part != null).join(":");
  const where = [place, field].filter((part) => part != null && part !== "");
  return (
    <li className={finding.severity}>
      <Severity finding={finding} />
      <div>
        <p>{sentence(finding.message, t)}</p>
        {finding.help != null && <p className="quiet">{sentence(finding.help, t)}</p>}
        {where.length > 0 && (
          <p className="quiet">
            <code>{where.join(" · ")}</code>
          </p>
        )}
      </div>
    </li>
  );
}

function Severity({ finding }: { finding: Diagnostic }) {
  const t = useText();
  const words = {
    error: t("severity-error"),
    warning: t("severity-warning"),
    note: t("severity-note"),
  };
  return <span className="severity">{words[finding.severity]}</span>;
}

/** A sentence of the server as people write it: with a capital, a full stop, and names between quotation marks. */
function sentence(words: string, t: Text): string {
  const named = words.replace(/`([^`]*)`/g, (_, name: string) => t("quoted", { name }));
  const begun = named.charAt(0).toLocaleUpperCase() + named.slice(1);
  return /[.?!…]$/.test(begun) ? begun : `${begun}.`;
}
