import type { MapLine } from "../../api/shapes";
import { useReader, useText, useTextOr } from "../../i18n/provider";
import { hrefOf } from "../../route";
import { extremes } from "../summary/choice";
import { EmotionCurve } from "../summary/curve";

// Every map in small.

type Shape = NonNullable<MapLine["shape"]>;

/** A map in small: who is left from step to step, and how it feels. */
export function Multiple({ line, shape }: { line: MapLine; shape: Shape }) {
  const t = useText();
  const textOr = useTextOr();
  const { format } = useReader();
  const steps = shape.flatMap(({ steps }) => steps);
  const found = extremes(steps);
  const felt = ({ emotion }: (typeof steps)[number]) =>
    format.emotion(emotion.value ?? 0) + (emotion.n === 0 ? ` (${t("edit-assumed")})` : "");
  return (
    <li>
      <a href={hrefOf({ page: "map", id: line.id, view: "map", key: null })}>
        <strong>{line.name}</strong>
        {line.kind != null && (
          <span className="quiet">{textOr(`kind-${line.kind}`, line.kind)}</span>
        )}
      </a>
      <River shape={shape} />
      <EmotionCurve steps={steps} />
      <p className="quiet">
        {found === null
          ? t("portfolio-no-feeling")
          : t("portfolio-feeling", {
              low: found.low.name,
              lowest: felt(found.low),
              high: found.high.name,
              highest: felt(found.high),
            })}
      </p>
    </li>
  );
}

const WIDTH = 520;
const HEIGHT = 46;

/** How many journeys take each step, as the height of a bar in its stage's colour. */
function River({ shape }: { shape: Shape }) {
  const steps = shape.flatMap(({ steps }) => steps);
  const most = Math.max(1, ...steps.map(({ count }) => count ?? 0));
  const width = WIDTH / Math.max(1, steps.length);
  let at = 0;
  return (
    <svg className="river" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {shape.map((stage, i) => (
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
