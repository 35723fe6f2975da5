import type { Evidence } from "../api/shapes";
import { useReader, useText } from "../i18n/provider";
import { marksOf, type Marks } from "./interval";

/** The figures behind a claim, each with its interval, base, time and source. */
export function Figures({ evidence }: { evidence: readonly Evidence[] }) {
  const t = useText();
  if (evidence.length === 0) return <p className="quiet">{t("evidence-no-figures")}</p>;
  return (
    <ul className="figures">
      {evidence.map((one, i) => (
        <FigureLine key={i} one={one} among={evidence} />
      ))}
    </ul>
  );
}

function FigureLine({ one, among }: { one: Evidence; among: readonly Evidence[] }) {
  const t = useText();
  const { format } = useReader();
  const marks = marksOf(one, among);
  if (one.value == null)
    return (
      <li>
        <span className="figure-label">{one.label}</span>
        <strong className="figure-value unknown">{t("evidence-unknown")}</strong>
        <p className="quiet">{one.why}</p>
      </li>
    );
  const value = (number: number) => format.figure(one.measure, number);
  const parts = [
    one.low == null || one.high == null
      ? null
      : t("evidence-interval", format.bounds(one.low, one.high, one.measure)),
    t("evidence-base", { n: format.whole(one.n) }),
    one.low_base === true ? t("evidence-low-base") : null,
    one.as_of == null ? null : t("evidence-as-of", { day: format.day(one.as_of) }),
    one.sources === undefined || one.sources.length === 0
      ? null
      : t("evidence-sources", { sources: one.sources.join(", ") }),
  ];
  return (
    <li>
      <span className="figure-label">{one.label}</span>
      <strong className="figure-value">{value(one.value)}</strong>
      {marks !== null && <IntervalBar marks={marks} hollow={one.low_base === true} />}
      <p className="quiet">{parts.filter((part) => part !== null).join(" · ")}</p>
    </li>
  );
}

/** Value and interval on a line; the words beside it say the same. */
function IntervalBar({ marks, hollow }: { marks: Marks; hollow: boolean }) {
  const x = (share: number) => 6 + share * 360;
  return (
    <svg className="interval" viewBox="0 0 372 14" aria-hidden="true">
      <line x1={x(0)} x2={x(1)} y1={7} y2={7} className="line" />
      {marks.still !== null && (
        <line x1={x(marks.still)} x2={x(marks.still)} y1={1} y2={13} className="still" />
      )}
      {marks.low !== null && marks.high !== null && (
        <line x1={x(marks.low)} x2={x(marks.high)} y1={7} y2={7} className="range" />
      )}
      <circle cx={x(marks.value)} cy={7} r={4.5} className={hollow ? "point hollow" : "point"} />
    </svg>
  );
}
