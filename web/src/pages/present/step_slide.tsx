import type { Figure, ResolvedMap } from "../../api/shapes";
import { useReader, useText } from "../../i18n/provider";
import { rangeOf } from "../summary/health_lines";
import { StepCards } from "./step_cards";
import type { Slide } from "./slides";

// The slide of a step.

/** One step: its numbers, what is said, its cards, and where it leads beside the plain order. */
export function StepSlide(props: {
  map: ResolvedMap;
  slide: Slide & { kind: "step" };
  steps: number;
}) {
  const t = useText();
  const { format } = useReader();
  const { map, slide, steps } = props;
  const { stage, stageAt, step, column } = slide;
  const { emotion, left, wait_s } = step;
  const [voice] = step.voices;
  return (
    <>
      <p className={`slide-stage stage-${stageAt % 5}`}>
        <span>{stage.name}</span>
        {step.department !== null && <b className="slide-department">{step.department}</b>}
        <small>{t("present-step", { number: column + 1, all: steps })}</small>
      </p>
      <h1>{step.name}</h1>
      {(step.action ?? step.need[0]) != null && (
        <p className="slide-action">{step.action ?? step.need[0]}</p>
      )}
      <dl className="slide-figures">
        <Big
          name={t("present-customers")}
          value={step.count === null ? null : format.short(step.count)}
          note={step.count === null ? t("story-step-uncounted") : ""}
        />
        <Big
          name={t("present-leaving")}
          value={left.value === null ? null : format.percent(left.value)}
          note={noteOf(left, "rate")}
          hollow={left.low_base === true}
          bad={(left.low ?? 0) > 0.25}
        />
        <Big
          name={emotion.feel === null ? t("present-feeling") : t(`feel-${emotion.feel}`)}
          value={emotion.value === null ? null : format.emotion(emotion.value)}
          note={noteOf(emotion, "emotion")}
          hollow={emotion.low_base === true}
          bad={(emotion.value ?? 0) <= -1}
        />
        {wait_s.value !== null && wait_s.value > 0 && (
          <Big
            name={t("present-waiting")}
            value={format.duration(wait_s.value)}
            note={noteOf(wait_s, "seconds")}
            hollow={wait_s.low_base === true}
          />
        )}
      </dl>
      {voice !== undefined && (
        <blockquote className="slide-voice">
          <p lang={voice.language ?? undefined}>{voice.text}</p>
          <footer>
            {t("present-said-by", { count: format.whole(voice.n) })} · {voice.source}
          </footer>
        </blockquote>
      )}
      <StepCards map={map} step={step} />
    </>
  );

  function noteOf(figure: Figure, sort: string): string {
    return figure.value === null ? (figure.why ?? "") : rangeOf(figure, t, format, sort);
  }
}

export function Big(props: {
  name: string;
  value: string | null;
  note: string;
  hollow?: boolean;
  bad?: boolean;
}) {
  const t = useText();
  const looks = [props.hollow === true ? "hollow" : "", props.bad === true ? "worse" : ""];
  return (
    <div className={looks.join(" ").trim() || undefined}>
      <dt>{props.name}</dt>
      <dd>
        <strong>{props.value ?? "—"}</strong>
        <small>
          {props.note !== "" || props.value !== null ? props.note : t("present-unknown")}
        </small>
      </dd>
    </div>
  );
}
