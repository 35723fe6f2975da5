import { useReader, useText } from "../../i18n/provider";
import type { Figure } from "../../api/shapes";
import { wilson } from "./share";

// How many journeys a persona's rule keeps, in a line.

const LEAST = 30;

/** How many journeys a rule keeps, with its share and interval; hollow on a small base. */
export function SizeLine(props: {
  journeys: number | null;
  of: number | null;
  /** Its interval and time as the server tells them; a count that is told as one types has none. */
  share?: Figure | null;
  why?: string | null;
}) {
  const t = useText();
  const { format } = useReader();
  const { journeys, of, why } = props;
  if (journeys === null || of === null)
    return <p className="size quiet">{why ?? t("personas-size-unknown")}</p>;
  const share = props.share?.value != null ? rangeOf(props.share) : wilson(journeys, of);
  const hollow = props.share?.low_base ?? journeys < LEAST;
  return (
    <div className={hollow ? "size hollow" : "size"}>
      {share !== null && (
        <svg viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true">
          <rect width={200} height={10} className="size-ground" />
          <rect width={Math.max(2, share.value * 200)} height={10} className="size-value" />
        </svg>
      )}
      <p>
        <strong>{share === null ? format.whole(journeys) : format.percent(share.value)}</strong>{" "}
        <span className="quiet">
          {[
            t("personas-size", { count: format.whole(journeys), of: format.whole(of) }),
            share === null ? "" : t("evidence-interval", format.bounds(share.low, share.high)),
            hollow ? t("evidence-low-base") : "",
            props.share?.as_of == null
              ? ""
              : t("merge-as-of", { day: format.day(props.share.as_of) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </p>
    </div>
  );
}

function rangeOf({ value, low, high }: Figure): { value: number; low: number; high: number } {
  const share = value ?? 0;
  return { value: share, low: low ?? share, high: high ?? share };
}
