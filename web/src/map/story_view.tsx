import type { HandOver, ResolvedMap } from "../api/shapes";
import { useReader, useText } from "../i18n/provider";
import { Opens, StepStory } from "./story_step";
import { isUnmeasured } from "./unmeasured";

/** The whole map told in sentences, from the first step to the last. */
export function StoryView({ map, onOpen }: { map: ResolvedMap; onOpen: (key: string) => void }) {
  const t = useText();
  const { format } = useReader();
  return (
    <article className="sheet story">
      <Lead map={map} />
      {map.stages.map((stage) => (
        <section key={stage.key} aria-labelledby={`story-${stage.key}`}>
          <h2 id={`story-${stage.key}`}>
            {stage.count == null
              ? stage.name
              : t("story-steps", {
                  name: stage.name,
                  unit: map.unit,
                  count: format.whole(stage.count),
                })}
          </h2>
          {stage.question != null && (
            <p className="quiet">{t("story-asks", { question: stage.question })}</p>
          )}
          {stage.task != null && <p>{t("story-task", { task: stage.task })}</p>}
          <ol>
            {stage.steps.map((step) => (
              <li key={step.key}>
                <StepStory
                  step={step}
                  unit={map.unit}
                  measured={!isUnmeasured(map)}
                  onOpen={onOpen}
                />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {map.paths.length > 0 && (
        <section aria-labelledby="story-paths">
          <h2 id="story-paths">{t("story-paths")}</h2>
          <ul>
            {map.paths.map((path) => (
              <li key={path.key}>
                <Opens id={path.key} onOpen={onOpen}>
                  {isUnmeasured(map)
                    ? `${path.from} → ${path.to}`
                    : t("story-path", {
                        from: path.from,
                        to: path.to,
                        unit: map.unit,
                        count: format.whole(path.count),
                      })}
                </Opens>
              </li>
            ))}
          </ul>
        </section>
      )}
      {map.hand_overs.length > 0 && (
        <section aria-labelledby="story-hand-overs">
          <h2 id="story-hand-overs">{t("story-hand-overs")}</h2>
          <ul>
            {map.hand_overs.map((passed) => (
              <li key={passed.key}>
                <Opens id={passed.key} onOpen={onOpen}>
                  <Handed passed={passed} unit={map.unit} />
                </Opens>
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

/** What the map is for, how far it holds, and where it hurts most. */
function Lead({ map }: { map: ResolvedMap }) {
  const t = useText();
  const { format } = useReader();
  const { health } = map;
  const goal = map.goal_text ?? "";
  const measured = !isUnmeasured(map);
  const pains = map.stages
    .flatMap((stage) => stage.steps)
    .flatMap((step) => step.pains.map((pain) => ({ ...pain, step: step.name })));
  const worst = pains.find((pain) => pain.rank === 1 && pain.grade !== "assumption");
  const lost = worst?.lost.value ?? null;
  const stand: [string, number][] = [
    ["supported", health.supported],
    ["ageing", health.ageing],
    ["assumption", health.assumptions],
    ["contradicted", health.contradicted],
  ];
  const standing = ([grade, count]: [string, number]) =>
    t(`story-${grade}`, { count: format.whole(count) });
  const sentences = [
    goal === "" ? "" : t("story-goal", { goal: ended(goal) }),
    measured && health.goal.value != null
      ? t("story-reach", {
          share: format.percent(health.goal.value),
          unit: map.unit,
          count: format.whole(health.journeys),
        })
      : "",
    measured && health.lowest.step != null && health.lowest.value != null
      ? t("story-lowest", {
          step: health.lowest.step,
          value: format.signed(health.lowest.value),
        })
      : "",
    worst === undefined
      ? ""
      : t("story-worst", { pain: ended(worst.title), step: worst.step }) +
        (lost === null ? "" : ` ${t("story-lost", { unit: map.unit, count: format.whole(lost) })}`),
    health.claims > 0
      ? t("story-claims", {
          claims: format.whole(health.claims),
          what: stand
            .filter(([, count]) => count > 0)
            .map(standing)
            .join(", "),
        })
      : "",
  ].filter((sentence) => sentence !== "");
  return sentences.length === 0 ? null : <p className="story-lead">{sentences.join(" ")}</p>;
}

/** Without the full stop that the sentence around it brings. */
function ended(text: string): string {
  return text.trim().replace(/[.。]+$/u, "");
}

/** Who passes the customer on to whom, with what, and how long that takes. */
function Handed({ passed, unit }: { passed: HandOver; unit: string }) {
  const t = useText();
  const { format } = useReader();
  const end = (step: string, department: string | null | undefined) =>
    department == null ? step : `${department} (${step})`;
  const words = {
    from: end(passed.from, passed.from_department),
    to: end(passed.to, passed.to_department),
    what: passed.what == null ? "" : t("hand-over-what", { what: passed.what }),
  };
  const wait = passed.wait_s.value;
  return wait == null || passed.count == null
    ? t("story-hand-over", words)
    : t("story-hand-over-measured", {
        ...words,
        wait: format.duration(wait),
        unit,
        count: format.whole(passed.count),
      });
}
