import type { Grade, ResolvedMap } from "../api/shapes";
import { useText } from "../i18n/provider";

// What stands below every view of a map.

const GRADES: readonly Grade[] = ["supported", "ageing", "assumption", "contradicted"];

/** What must stand on every picture, and what the dots mean. */
export function Foot({ map }: { map: ResolvedMap }) {
  const t = useText();
  return (
    <footer>
      {map.notes.length > 0 && (
        <section className="notes" aria-labelledby="notes">
          <h2 id="notes">{t("notes-label")}</h2>
          <ul>
            {map.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
      <Legend />
    </footer>
  );
}

/** What the dots mean, in the words of the legend of pictures. */
export function Legend() {
  const t = useText();
  return (
    <ul className="legend" aria-label={t("legend-label")}>
      {GRADES.map((grade) => (
        <li key={grade}>
          <span className="grade">
            <i className={`dot ${grade}`} aria-hidden="true" />
            {t(`legend-${grade}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}
