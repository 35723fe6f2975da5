import type { HandOver, ResolvedMap, Step } from "../api/shapes";
import { useReader, useText } from "../i18n/provider";
import { GradeMark } from "../ui/grade_mark";
import { isUnmeasured } from "./unmeasured";

/** The map told in sentences, from the first step to the last. */
export function StoryView({ map, onOpen }: { map: ResolvedMap; onOpen: (key: string) => void }) {
  const t = useText();
  const { format } = useReader();
  return (
    <article className="sheet story">
      {map.stages.map((stage) => (
        <section key={stage.key} aria-labelledby={`story-${stage.key}`}>
          <h2 id={`story-${stage.key}`}>
            {stage.count == null
              ? stage.name
              : t("story-steps", { name: stage.name, count: format.whole(stage.count) })}
          </h2>
          {stage.question != null && <p className="quiet">{stage.question}</p>}
          {stage.task != null && <p>{t("story-task", { task: stage.task })}</p>}
          <ol>
            {stage.steps.map((step) => (
              <li key={step.key}>
                <StepStory step={step} measured={!isUnmeasured(map)} onOpen={onOpen} />
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
                  <Handed passed={passed} />
                </Opens>
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

/** Who passes the customer on to whom, with what, and how long that takes. */
function Handed({ passed }: { passed: HandOver }) {
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
        count: format.whole(passed.count),
      });
}

function StepStory(props: { step: Step; measured: boolean; onOpen: (key: string) => void }) {
  const { step, measured, onOpen } = props;
  const t = useText();
  const { format } = useReader();
  const { emotion, left } = step;
  const percent = (value: number | null | undefined) =>
    value == null ? "?" : format.percent(value);
  const signed = (value: number | null | undefined) => (value == null ? "?" : format.signed(value));
  return (
    <>
      <h3>
        <Opens id={step.key} onOpen={onOpen}>
          {step.name}
        </Opens>
      </h3>
      <p>
        {step.action != null && <>{step.action}. </>}
        {step.department != null && <>{t("story-department", { department: step.department })} </>}
        {measured &&
          (step.count == null
            ? t("story-step-uncounted")
            : t("story-step-count", { count: format.whole(step.count) }))}{" "}
        {emotion.value == null
          ? t("story-no-emotion")
          : emotion.low == null || emotion.high == null
            ? t("story-emotion-assumed", {
                feel: emotion.feel == null ? t("story-no-word") : t(`feel-${emotion.feel}`),
                value: signed(emotion.value),
              })
            : t("story-emotion", {
                feel: emotion.feel == null ? t("story-no-word") : t(`feel-${emotion.feel}`),
                value: signed(emotion.value),
                low: signed(emotion.low),
                high: signed(emotion.high),
                n: format.whole(emotion.n),
              })}{" "}
        {!measured
          ? ""
          : left.value == null
            ? t("story-left-unknown", { why: left.why ?? t("health-unknown") })
            : t("story-left", {
                share: percent(left.value),
                low: percent(left.low),
                high: percent(left.high),
                n: format.whole(left.n),
              })}
      </p>
      {step.voices.map((voice) => (
        <blockquote key={voice.key} lang={voice.language ?? undefined}>
          {voice.text}
        </blockquote>
      ))}
      {step.pains.length > 0 && (
        <ul>
          {step.pains.map((pain) => (
            <li key={pain.key}>
              <Opens id={pain.key} onOpen={onOpen}>
                {pain.title}
              </Opens>{" "}
              {pain.detail} <GradeMark grade={pain.grade} />
            </li>
          ))}
        </ul>
      )}
      {step.ideas.length > 0 && (
        <>
          <p>{t("story-ideas")}</p>
          <ul>
            {step.ideas.map((idea, i) => (
              <li key={i}>{idea}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Opens(props: { id: string; onOpen: (key: string) => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      className="figure"
      data-key={props.id}
      onClick={() => {
        props.onOpen(props.id);
      }}
    >
      {props.children}
    </button>
  );
}
