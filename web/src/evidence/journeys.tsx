import type { JourneyLine } from "../api/shapes";
import { useReader, useText } from "../i18n/provider";

/** Journeys behind a figure: who, when, and what happened in order. */
export function Journeys({ journeys, total }: { journeys: readonly JourneyLine[]; total: number }) {
  const t = useText();
  const { format } = useReader();
  const title = t("evidence-journeys", { count: total, shown: format.whole(journeys.length) });
  return (
    <section aria-labelledby="journeys">
      <h3 id="journeys">{title}</h3>
      <ul className="journeys">
        {journeys.map((journey) => (
          <Journey key={journey.id} journey={journey} />
        ))}
      </ul>
    </section>
  );
}

function Journey({ journey }: { journey: JourneyLine }) {
  const t = useText();
  const { format } = useReader();
  const more = journey.events - journey.activities.length;
  return (
    <li>
      <details>
        <summary>
          <code>{journey.id}</code>
          <span className="quiet">
            {t("evidence-from-to", {
              from: format.day(journey.start),
              to: format.day(journey.end),
            })}
          </span>
        </summary>
        <ol className="chips">
          {journey.activities.map((activity, i) => (
            <li key={i}>{activity}</li>
          ))}
        </ol>
        {more > 0 && <p className="quiet">{t("evidence-more-events", { count: more })}</p>}
      </details>
    </li>
  );
}
