import type { Figure } from "../../api/shapes";
import { useReader, useText } from "../../i18n/provider";
import { GradeMark } from "../../ui/grade_mark";
import { rangeOf } from "../summary/health_lines";
import type { Slide } from "./slides";

// The slide of a step.

const MOST = 2;

/** One step: its numbers, what is said, what hurts, and what is done. */
export function StepSlide({ slide, steps }: { slide: Slide & { kind: "step" }; steps: number }) {
  const t = useText();
  const { format } = useReader();
  const { stage, stageAt, step, column } = slide;
  const { emotion, left, wait_s } = step;
  const [voice] = step.voices;
  return (
    <>
      <p className={`slide-stage stage-${stageAt % 5}`}>
        <span>{stage.name}</span>
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
          value={emotion.value === null ? null : format.signed(emotion.value, 1)}
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
      <div className="slide-pair">
        {step.pains.length > 0 && (
          <section className="slide-cards pains">
            <h2>{t("present-pains")}</h2>
            <ul>
              {step.pains.slice(0, MOST).map((pain) => (
                <li key={pain.key}>
                  <strong>{pain.title}</strong>
                  <small>
                    {pain.lost.value !== null && pain.lost.value > 0 && (
                      <>{t("summary-lost", { count: format.short(pain.lost.value) })} · </>
                    )}
                    {pain.detail}
                  </small>
                  <GradeMark grade={pain.grade} />
                </li>
              ))}
            </ul>
          </section>
        )}
        {step.actions.length > 0 && (
          <section className="slide-cards acts">
            <h2>{t("present-done")}</h2>
            <ul>
              {step.actions.slice(0, MOST).map((act) => (
                <li key={act.key}>
                  <strong>{act.title}</strong>
                  <small>
                    {[
                      t(`edit-value-${act.status}`),
                      act.owner ?? t("summary-no-owner"),
                      act.due === null ? t("summary-no-due") : format.day(act.due),
                    ].join(" · ")}
                  </small>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
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
