import { useEffect, useId, useState } from "react";
import { getMapList } from "../../api/client";
import type { Figure } from "../../api/shapes";
import { useRemote } from "../../api/use_remote";
import { useReader, useText, useTextOr } from "../../i18n/provider";
import { restsOn } from "../../map/unmeasured";
import { hrefOf } from "../../route";
import "../../styles/portfolio.css";
import "../../styles/start.css";
import "../../styles/summary.css";
import { LaterStart } from "../later";
import { Loading, TroubleNotice } from "../trouble";
import { Multiple } from "./multiples";
import {
  COLUMNS,
  EVERYTHING,
  isWanted,
  NEEDS,
  pressed,
  rowOf,
  sorted,
  type Narrowed,
  type Order,
  type Row,
} from "./rows";

// All maps by their health.

/** Figures that are being found are asked for again after so long. */
const AGAIN_MS = 2_000;

interface Known {
  rows: Row[];
  waiting: boolean;
}

async function loadRows(signal: AbortSignal): Promise<Known> {
  const { maps, waiting } = await getMapList(signal);
  return { rows: maps.map(rowOf), waiting };
}

export function PortfolioPage() {
  const t = useText();
  const [first, again] = useRemote(loadRows);
  const [later, setLater] = useState<Known | null>(null);
  const known = later ?? (first.state === "ready" ? first.value : null);
  useEffect(() => {
    if (known?.waiting !== true) return;
    const stop = new AbortController();
    const wait = setTimeout(() => {
      // What does not come now is asked for when the page is opened again.
      loadRows(stop.signal).then(setLater, () => undefined);
    }, AGAIN_MS);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [known]);
  if (first.state === "loading") return <Loading text={t("portfolio-loading")} />;
  if (first.state === "failed")
    return <TroubleNotice whole trouble={first.trouble} again={again} />;
  if (known === null || known.rows.length === 0) return <LaterStart first />;
  return <Portfolio {...known} />;
}

function Portfolio({ rows, waiting }: Known) {
  const t = useText();
  const [order, setOrder] = useState<Order>({ column: "name", down: false });
  const [narrowed, setNarrowed] = useState(EVERYTHING);
  // Over the table rather than in it: there it would be as wide as the table, and cut where that scrolls.
  const caption = useId();
  const shown = sorted(rows, order).filter((row) => isWanted(row, narrowed));
  return (
    <article className="portfolio">
      <header className="page-head">
        <h1>{t("portfolio-title")}</h1>
        <a className="button primary" href={hrefOf({ page: "new" })}>
          {t("nav-new")}
        </a>
      </header>
      <Narrowing rows={rows} narrowed={narrowed} change={setNarrowed} />
      <p className="quiet" role="status">
        {shown.length === 0
          ? t("list-nothing")
          : t("list-count", { shown: shown.length, all: rows.length })}
        {waiting && ` · ${t("list-waiting")}`}
      </p>
      <p className="quiet" id={caption}>
        {t("portfolio-caption")}
      </p>
      <div className="table" tabIndex={0} role="region" aria-label={t("portfolio-title")}>
        <table aria-labelledby={caption}>
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
        {shown.map(
          ({ line }) =>
            line.shape !== null && <Multiple key={line.id} line={line} shape={line.shape} />,
        )}
      </ul>
    </article>
  );
}

function Narrowing(props: {
  rows: readonly Row[];
  narrowed: Narrowed;
  change: (narrowed: Narrowed) => void;
}) {
  const t = useText();
  const textOr = useTextOr();
  const { rows, narrowed, change } = props;
  const kinds = [...new Set(rows.flatMap(({ line }) => line.kind ?? []))];
  return (
    <div className="narrowing" role="search">
      <label>
        <span>{t("list-search")}</span>
        <input
          type="search"
          value={narrowed.words}
          onChange={(event) => {
            change({ ...narrowed, words: event.target.value });
          }}
        />
      </label>
      <label>
        <span>{t("list-kind")}</span>
        <select
          value={narrowed.kind}
          onChange={(event) => {
            change({ ...narrowed, kind: event.target.value });
          }}
        >
          <option value="">{t("list-all-kinds")}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {textOr(`kind-${kind}`, kind)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t("list-needs")}</span>
        <select
          value={narrowed.needs}
          onChange={(event) => {
            const needs = NEEDS.find((one) => one === event.target.value) ?? "all";
            change({ ...narrowed, needs });
          }}
        >
          {NEEDS.map((one) => (
            <option key={one} value={one}>
              {t(`list-needs-${one}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Line({ row }: { row: Row }) {
  const textOr = useTextOr();
  const { format } = useReader();
  const { line } = row;
  const name = (
    <th scope="row">
      <a href={hrefOf({ page: "map", id: row.id, view: "map", key: null })}>{row.name}</a>
      {line.kind != null && <small>{textOr(`kind-${line.kind}`, line.kind)}</small>}
    </th>
  );
  if (line.problem != null)
    return (
      <tr>
        {name}
        <td colSpan={COLUMNS.length - 1} className="bad">
          {line.problem}
        </td>
      </tr>
    );
  const count = (value: number | null) => (value === null ? "—" : format.whole(value));
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
      <Cell figure={row.lowest} measure="emotion" note={line.health?.lowest.step ?? null} />
      <td>
        {row.changed === null ? "—" : format.day(row.changed)}
        {line.changed?.by != null && <small>{line.changed.by.name}</small>}
      </td>
      <td>{count(row.actions)}</td>
      <td>{count(row.comments)}</td>
      <td>
        {row.proposals === null || row.proposals === 0 ? (
          count(row.proposals)
        ) : (
          <a href={hrefOf({ page: "map", id: row.id, view: "proposals", key: null })}>
            {count(row.proposals)}
          </a>
        )}
      </td>
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
        {[note, restsOn(figure, t, format), small && figure.n > 0 ? t("evidence-low-base") : ""]
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
