import type { JourneyStage } from "../../api/live_api";
import { useText } from "../../i18n/provider";

/** What a map begins with, as it will stand on the map: stages in their colours, steps under them. */
export function StageStrip({ stages }: { stages: readonly JourneyStage[] }) {
  const t = useText();
  return (
    <ol className="strip" aria-label={t("start-strip")} tabIndex={0}>
      {stages.map((stage, i) => (
        <li
          key={i}
          className={`stage-${i % 5}`}
          style={{ flexGrow: Math.max(1, stage.steps.length) }}
        >
          <div className="strip-stage">
            <strong>{stage.stage}</strong>
            {stage.question != null && <q>{stage.question}</q>}
          </div>
          <ul>
            {stage.steps.map((step, j) => (
              <li key={j}>{step.step}</li>
            ))}
          </ul>
          {stage.task != null && <p className="quiet">{stage.task}</p>}
        </li>
      ))}
    </ol>
  );
}
