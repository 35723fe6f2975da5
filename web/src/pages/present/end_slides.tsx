import type { ResolvedMap } from "../../api/shapes";
import { useReader, useText } from "../../i18n/provider";
import { GradeMark } from "../../ui/grade_mark";
import type { PainAt } from "../summary/choice";
import { costOf } from "../summary/cost";
import { healthLines } from "../summary/health_lines";
import { Big } from "./step_slide";

// The first slide and the last.

/** What the map is about, and its five figures. */
export function OverviewSlide({ map }: { map: ResolvedMap }) {
  const t = useText();
  const { format } = useReader();
  return (
    <>
      <p className="slide-about">
        {[t(`kind-${map.kind}`), ...map.actors, map.dataset].filter(Boolean).join(" · ")}
      </p>
      <h1>{map.map}</h1>
      {map.goal_text !== null && (
        <p className="slide-action">
          {t("pages-goal")}: {map.goal_text}
        </p>
      )}
      <dl className="slide-figures">
        {healthLines(map, t, format).map(({ label, value, note, hollow }) => (
          <Big key={label} name={label} value={value} note={note} hollow={hollow} />
        ))}
      </dl>
    </>
  );
}

/** What hurts most, in the order of the map, each with what it costs. */
export function PainsSlide({ pains, unit }: { pains: PainAt[]; unit: string }) {
  const t = useText();
  const { format } = useReader();
  return (
    <>
      <h1>{t("present-pains-title")}</h1>
      <ol className="slide-worst">
        {pains.map(({ pain, step }, i) => (
          <li key={pain.key}>
            <span className="place" aria-hidden="true">
              {i + 1}
            </span>
            <div>
              <strong>{pain.title}</strong>
              <p>{[step.name, pain.detail].filter(Boolean).join(" · ")}</p>
              <p>
                <b>{costOf(pain, unit, t, format)}</b> <GradeMark grade={pain.grade} />
              </p>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
