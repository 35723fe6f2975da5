import { useState } from "react";
import { getAllMaps } from "../../api/all_maps";
import { getHistory } from "../../api/live_api";
import type { Figure } from "../../api/shapes";
import { useRemote } from "../../api/use_remote";
import { useReader, useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import "../../styles/pages_dark.css";
import "../../styles/portfolio.css";
import "../../styles/start.css";
import "../../styles/summary.css";
import { LaterStart } from "../later";
import { Loading, TroubleNotice } from "../trouble";
import { Multiple } from "./multiples";
import { COLUMNS, pressed, rowOf, sorted, type Order, type Row } from "./rows";

// All maps by their health.

async function loadRows(signal: AbortSignal): Promise<Row[]> {
  const maps = await getAllMaps();
  return Promise.all(
    maps.map(async (found) => {
      const history = await getHistory(found.line.id, null, signal).catch(() => []);
      return rowOf(found, history[0]?.at ?? null);
    }),
  );
}

export function PortfolioPage() {
  const t = useText();
  const [rows, again] = useRemote(loadRows);
  if (rows.state === "loading") return <Loading text={t("portfolio-loading")} />;
  if (rows.state === "failed") return <TroubleNotice trouble={rows.trouble} again={again} />;
  if (rows.value.length === 0) return <LaterStart first />;
  return <Portfolio rows={rows.value} />;
}

function Portfolio({ rows }: { rows: Row[] }) {
  const t = useText();
  const [order, setOrder] = useState<Order>({ column: "name", down: false });
  const shown = sorted(rows, order);
  return (
    <article className="portfolio">
      <header className="page-head">
        <h1>{t("portfolio-title")}</h1>
        <a className="button primary" href={hrefOf({ page: "new" })}>
          {t("nav-new")}
        </a>
      </header>
      <div className="table" tabIndex={0} role="region" aria-label={t("portfolio-title")}>
        <table>
          <caption>{t("portfolio-caption")}</caption>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th
                  key={column}
                  scope="col"
                  aria-sort={
                    order.column !== column ? "none" : order.down ? "descending" : "ascending"
                  }
                >
                  <button
                    type="button"
                    className="sorter"
                    onClick={() => {
                      setOrder(pressed(order, column));
                    }}
                  >
                    {t(`portfolio-${column}`)}
                    <span aria-hidden="true">
                      {order.column !== column ? "↕" : order.down ? "↓" : "↑"}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Line key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <h2>{t("portfolio-shapes")}</h2>
      <p className="quiet">{t("portfolio-shapes-help")}</p>
      <ul className="multiples">
        {shown.map(({ id, map }) => map !== null && <Multiple key={id} id={id} map={map} />)}
      </ul>
    </article>
  );
}

function Line({ row }: { row: Row }) {
  const t = useText();
  const { format } = useReader();
  const name = (
    <th scope="row">
      <a href={hrefOf({ page: "map", id: row.id, view: "map", key: null })}>{row.name}</a>
      {row.map !== null && <small>{t(`kind-${row.map.kind}`)}</small>}
    </th>
  );
  if (row.map === null)
    return (
      <tr>
        {name}
        <td colSpan={COLUMNS.length - 1} className="bad">
          {row.problem ?? t("portfolio-unreadable")}
        </td>
      </tr>
    );
  return (
    <tr>
      {name}
      <td>{row.journeys === null ? "—" : format.short(row.journeys)}</td>
      <Cell figure={row.goal} measure="rate" />
      <td>
        <Bar value={row.backed} />
        {row.backed === null ? "—" : format.percent(row.backed)}
      </td>
      <Cell figure={row.explained} measure="rate" />
      <Cell figure={row.lowest} measure="emotion" note={row.lowestStep} />
      <td>{row.changed === null ? "—" : format.day(row.changed)}</td>
      <td>{row.actions === null ? "—" : format.whole(row.actions)}</td>
    </tr>
  );
}

/** A figure with what it rests on; hollow on a small base, and why where it is not known. */
function Cell(props: { figure: Figure | null; measure: string; note?: string | null }) {
  const t = useText();
  const { format } = useReader();
  const { figure, measure, note } = props;
  if (figure?.value == null)
    return (
      <td className="unknown" title={figure?.why ?? undefined}>
        — <span className="unseen">{figure?.why ?? t("health-unknown")}</span>
      </td>
    );
  const small = figure.low_base === true;
  return (
    <td className={small ? "hollow" : undefined}>
      {measure === "rate" && <Bar value={figure.value} hollow={small} />}
      <span>{format.figure(measure, figure.value)}</span>
      <small>
        {[
          note,
          t("health-base", { n: format.short(figure.n) }),
          small ? t("evidence-low-base") : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </small>
    </td>
  );
}

function Bar({ value, hollow = false }: { value: number | null; hollow?: boolean }) {
  if (value === null) return null;
  return (
    <svg className="share-bar" viewBox="0 0 60 6" aria-hidden="true" preserveAspectRatio="none">
      <rect width={60} height={6} className="bar-ground" />
      <rect
        width={Math.max(1, Math.min(1, value) * 60)}
        height={6}
        className={hollow ? "bar-value hollow" : "bar-value"}
      />
    </svg>
  );
}
