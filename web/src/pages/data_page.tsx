import type { ReactNode } from "react";
import { dataIfAny } from "../api/attributes";
import type { DataReport } from "../api/shapes";
import { useRemote } from "../api/use_remote";
import { useReader, useText } from "../i18n/provider";
import { FindingList } from "./findings";
import { Loading, TroubleNotice } from "./trouble";

/** Is my data good enough: what it can carry, and what nobody should conclude from it. */
export function DataPage() {
  const t = useText();
  const [report, again] = useRemote(dataIfAny);
  if (report.state === "loading") return <Loading text={t("loading")} />;
  if (report.state === "failed")
    return <TroubleNotice whole trouble={report.trouble} again={again} />;
  if (report.value === null) return <NoData />;
  return <Report report={report.value} />;
}

/** How events come in, where there are none yet. */
function NoData() {
  const t = useText();
  return (
    <article className="data">
      <h1>{t("data-title")}</h1>
      <p>{t("data-none")}</p>
      <pre className="command">
        <code>wayline import events FILE</code>
      </pre>
      <p className="quiet">{t("data-none-how")}</p>
    </article>
  );
}

function Report({ report }: { report: DataReport }) {
  const t = useText();
  return (
    <article className="data">
      <h1>{t("data-title")}</h1>
      <p className="quiet">{t("data-intro")}</p>
      {report.cannot.length > 0 && (
        <section className="cannot" aria-labelledby="cannot">
          <h2 id="cannot">{t("data-cannot")}</h2>
          <ul>
            {report.cannot.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      <Facts report={report} />
      {report.findings.length > 0 && (
        <section aria-labelledby="doubtful">
          <h2 id="doubtful">{t("data-findings")}</h2>
          <FindingList findings={report.findings} />
        </section>
      )}
      <Tables report={report} />
    </article>
  );
}

function Facts({ report }: { report: DataReport }) {
  const t = useText();
  const { format } = useReader();
  const facts: [string, string][] = [
    [t("data-events"), format.whole(report.events)],
    [t("data-journeys"), format.whole(report.journeys)],
    [t("data-customers"), format.whole(report.customers)],
    [t("data-cases"), format.whole(report.cases)],
    [t("data-sampling"), t(`sampling-${report.sampling}`)],
    [t("data-zone"), report.time_zone],
  ];
  if (report.first != null && report.last != null)
    facts.push([
      t("data-span"),
      t("tag-span", { from: format.day(report.first), to: format.day(report.last) }),
    ]);
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{t("data-facts")}</h2>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Tables({ report }: { report: DataReport }) {
  const t = useText();
  const { format } = useReader();
  const { whole, percent } = format;
  return (
    <>
      <Table
        title={t("data-activities")}
        heads={[t("data-activity"), t("data-events"), t("data-imputed")]}
        rows={report.activities.map((one) => [one.activity, whole(one.events), whole(one.imputed)])}
      />
      <Table
        title={t("data-attributes")}
        heads={[t("data-attribute"), t("data-missing"), t("data-distinct")]}
        rows={report.attributes.map((one) => [
          one.attribute,
          percent(one.missing),
          one.distinct == null ? t("nothing-known") : whole(one.distinct),
        ])}
      />
      <Table
        title={t("data-feedback")}
        heads={[t("data-kind"), t("data-count"), t("data-with-rating"), t("data-with-text")]}
        rows={report.feedback.map((one) => [
          one.kind,
          whole(one.count),
          whole(one.with_rating),
          whole(one.with_text),
        ])}
      />
      <Table
        title={t("data-sources")}
        heads={[
          t("data-source"),
          t("data-rows"),
          t("data-added"),
          t("data-duplicates"),
          t("data-rejected"),
        ]}
        rows={report.sources.map((one) => [
          one.name,
          whole(one.rows),
          whole(one.added),
          whole(one.duplicates),
          whole(one.rejected),
        ])}
      />
    </>
  );
}

/** A table of figures; nothing where there are none. */
function Table(props: { title: string; heads: string[]; rows: ReactNode[][] }) {
  if (props.rows.length === 0) return null;
  return (
    <section>
      <h2>{props.title}</h2>
      <div className="table" tabIndex={0} role="region" aria-label={props.title}>
        <table>
          <thead>
            <tr>
              {props.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, j) => (
                  <td key={j}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
