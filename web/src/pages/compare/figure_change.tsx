import type { Figure } from "../../api/shapes";
import { useReader, useText } from "../../i18n/provider";
import type { FigureDifference } from "./differ";

/** A figure of both maps with its interval, and whether they differ. */
export function FigureChange({ difference }: { difference: FigureDifference }) {
  const t = useText();
  const { format } = useReader();
  const { figure, measure, a, b, verdict, better } = difference;
  const told = verdict === "higher" || verdict === "lower";
  const looks = told ? (verdict === better ? "better" : "worse") : "unclear";
  return (
    <li className={`change ${looks}`}>
      <span className="change-name">{t(`compare-figure-${figure}`)}</span>
      <span className="change-values">
        <Value figure={a} measure={measure} /> <span aria-hidden="true">→</span>{" "}
        <span className="unseen">{t("compare-beside")}</span>
        <Value figure={b} measure={measure} />
      </span>
      <span className="change-verdict">
        {t(`compare-${verdict}`)}
        {told && (
          <>
            {" · "}
            {t(verdict === better ? "compare-better" : "compare-worse")}
          </>
        )}
      </span>
    </li>
  );

  function Value(props: { figure: Figure; measure: string }) {
    const { value, low, high, low_base } = props.figure;
    if (value === null) return <span>—</span>;
    return (
      <span className={low_base === true ? "hollow" : undefined}>
        <strong>{format.figure(props.measure, value)}</strong>
        {low != null && high != null && (
          <small> {t("health-range", format.bounds(low, high, props.measure))}</small>
        )}
      </span>
    );
  }
}
