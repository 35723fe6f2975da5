import type { ResolvedMap } from "../../api/shapes";
import { useReader, useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import { extremes, stepsOf } from "../summary/choice";
import { EmotionCurve } from "../summary/curve";

/** A map in small: who is left from step to step, and how it feels. */
export function Multiple({ map, id }: { map: ResolvedMap; id: string }) {
  const t = useText();
  const { format } = useReader();
  const found = extremes(map);
  return (
    <li>
      <a href={hrefOf({ page: "map", id, view: "map", key: null })}>
        <strong>{map.map}</strong>
        <span className="quiet">{[t(`kind-${map.kind}`), ...map.actors].join(" · ")}</span>
      </a>
      <River map={map} />
      <EmotionCurve map={map} />
      <p className="quiet">
        {found === null
          ? t("portfolio-no-feeling")
          : t("portfolio-feeling", {
              low: found.low.name,
              lowest: format.signed(found.low.emotion.value ?? 0, 1),
              high: found.high.name,
              highest: format.signed(found.high.emotion.value ?? 0, 1),
            })}
      </p>
    </li>
  );
}

const WIDTH = 520;
const HEIGHT = 46;

/** How many journeys take each step, as the height of a bar in its stage's colour. */
function River({ map }: { map: ResolvedMap }) {
  const steps = stepsOf(map);
  const most = Math.max(1, ...steps.map(({ count }) => count ?? 0));
  const width = WIDTH / Math.max(1, steps.length);
  let at = 0;
  return (
    <svg className="river" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {map.stages.map((stage, i) => (
        <g key={stage.key} className={`stage-${i % 5}`}>
          {stage.steps.map((step) => {
            const height = ((step.count ?? 0) / most) * HEIGHT;
            const x = at * width;
            at += 1;
            return step.count === null ? (
              <rect
                key={step.key}
                x={x + 3}
                y={HEIGHT / 2 - 5}
                width={Math.max(1, width - 6)}
                height={10}
                className="unknown"
              />
            ) : (
              <rect
                key={step.key}
                x={x + 0.5}
                y={(HEIGHT - height) / 2}
                width={Math.max(1, width - 1)}
                height={Math.max(1, height)}
              />
            );
          })}
        </g>
      ))}
    </svg>
  );
}
