import type { Action, Opportunity, Pain, Step } from "../api/shapes";
import { useReader, useText } from "../i18n/provider";
import { GradeMark } from "../ui/grade_mark";
import { SERVE } from "./serve";

// One step of the story: what the customer does, thinks and feels there, what hurts, what could be better, what is being done.

export function StepStory(props: {
  step: Step;
  /** What is counted. */
  unit: string;
  measured: boolean;
  onOpen: (key: string) => void;
}) {
  const { step, unit, measured, onOpen } = props;
  const t = useText();
  const served = SERVE.flatMap((lane) => {
    const words = step.serve[lane] ?? [];
    return words.length === 0 ? [] : [`${t(`edit-lane-${lane}`)}: ${words.join(", ")}`];
  });
  return (
    <>
      <h3>
        <Opens id={step.key} onOpen={onOpen}>
          {step.name}
        </Opens>
      </h3>
      <Told step={step} unit={unit} measured={measured} />
      {step.voices.map((voice) => (
        <blockquote key={voice.key} lang={voice.language ?? undefined} dir="auto">
          {voice.text}
        </blockquote>
      ))}
      <Items title={t("story-hurts")} of={step.pains}>
        {(pain) => <Hurts pain={pain} unit={unit} onOpen={onOpen} />}
      </Items>
      <Items title={t("story-better")} of={step.opportunities}>
        {(chance) => <Better chance={chance} onOpen={onOpen} />}
      </Items>
      <Items title={t("story-doing")} of={step.actions}>
        {(action) => <Doing action={action} onOpen={onOpen} />}
      </Items>
      {served.length > 0 && <p>{t("story-serve", { what: served.join("; ") })}</p>}
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

/** The step itself, in sentences. */
function Told({ step, unit, measured }: { step: Step; unit: string; measured: boolean }) {
  const t = useText();
  const { format } = useReader();
  const { left, wait_s: wait } = step;
  const sentences = [
    step.action == null ? "" : stopped(step.action),
    step.department == null ? "" : t("story-department", { department: step.department }),
    step.touchpoints.length === 0
      ? ""
      : t("story-touchpoints", { what: step.touchpoints.join(", ") }),
    step.channels.length === 0 ? "" : t("story-channels", { what: step.channels.join(", ") }),
    step.need.length === 0 ? "" : t("story-needs", { what: step.need.join("; ") }),
    step.think.length === 0 ? "" : t("story-thinks", { what: step.think.join(" ") }),
    !measured
      ? ""
      : step.count == null
        ? t("story-step-uncounted")
        : t("story-step-taken", { unit, count: format.whole(step.count) }),
    measured && wait.value != null ? t("story-wait", { wait: format.duration(wait.value) }) : "",
    useFelt(step),
    !measured
      ? ""
      : left.value == null
        ? step.end
          ? t("story-ends")
          : t("story-left-unknown", { why: left.why ?? t("health-unknown") })
        : t("story-left", {
            share: format.percent(left.value),
            ...(left.low == null || left.high == null
              ? { low: "?", high: "?" }
              : format.bounds(left.low, left.high)),
            n: format.whole(left.n),
          }),
  ];
  return <p>{sentences.filter((sentence) => sentence !== "").join(" ")}</p>;
}

/** How it feels, with a word where there is one. */
function useFelt({ emotion }: Step): string {
  const t = useText();
  const { format } = useReader();
  if (emotion.value == null) return t("story-no-emotion");
  const value = format.signed(emotion.value);
  const feel = emotion.feel == null ? null : t(`feel-${emotion.feel}`);
  if (emotion.low == null || emotion.high == null)
    return feel === null
      ? t("story-emotion-assumed-bare", { value })
      : t("story-emotion-assumed", { feel, value });
  const measured = {
    value,
    low: format.signed(emotion.low),
    high: format.signed(emotion.high),
    n: format.whole(emotion.n),
  };
  return feel === null
    ? t("story-emotion-bare", measured)
    : t("story-emotion", { feel, ...measured });
}

function Hurts(props: { pain: Pain; unit: string; onOpen: (key: string) => void }) {
  const { pain, unit, onOpen } = props;
  const t = useText();
  const { format } = useReader();
  const lost = pain.lost.value;
  return (
    <>
      <Opens id={pain.key} onOpen={onOpen}>
        {pain.title}
      </Opens>
      {": "}
      {[
        pain.detail == null ? "" : stopped(pain.detail),
        lost == null || lost === 0 ? "" : t("story-lost", { unit, count: format.whole(lost) }),
        pain.detail == null ? stopped(pain.why) : "",
      ]
        .filter((part) => part !== "")
        .join(" ")}{" "}
      <GradeMark grade={pain.grade} />
    </>
  );
}

function Better({ chance, onOpen }: { chance: Opportunity; onOpen: (key: string) => void }) {
  const t = useText();
  const { format } = useReader();
  return (
    <>
      <Opens id={chance.key} onOpen={onOpen}>
        {chance.title}
      </Opens>
      {chance.detail == null && chance.effort == null ? " " : ": "}
      {[
        chance.detail == null ? "" : stopped(chance.detail),
        chance.effort == null ? "" : t("story-effort", { weeks: format.decimal(chance.effort) }),
      ]
        .filter((part) => part !== "")
        .join(" ")}{" "}
      <GradeMark grade={chance.grade} />
    </>
  );
}

function Doing({ action, onOpen }: { action: Action; onOpen: (key: string) => void }) {
  const t = useText();
  const { format } = useReader();
  const who = [action.owner, action.department].filter((part) => part != null).join(", ");
  const parts = [
    t(`edit-value-${action.status}`),
    action.kind == null ? "" : t(`edit-value-${action.kind}`),
    who === "" ? t("summary-no-owner") : who,
    action.due == null ? t("summary-no-due") : t("story-due", { day: format.day(action.due) }),
  ];
  return (
    <>
      <Opens id={action.key} onOpen={onOpen}>
        {action.title}
      </Opens>
      {": "}
      {stopped(parts.filter((part) => part !== "").join(" · "))}
      {action.predict != null && ` ${t("story-predict", { predict: action.predict })}`}{" "}
      <GradeMark grade={action.grade} />
    </>
  );
}

/** A list under a line that says what it is; nothing where it is empty. */
function Items<T extends { key: string }>(props: {
  title: string;
  of: readonly T[];
  children: (one: T) => React.ReactNode;
}) {
  if (props.of.length === 0) return null;
  return (
    <>
      <p>{props.title}</p>
      <ul>
        {props.of.map((one) => (
          <li key={one.key}>{props.children(one)}</li>
        ))}
      </ul>
    </>
  );
}

/** With one full stop at its end. */
function stopped(text: string): string {
  const words = text.trim();
  return /[.!?…。！？]$/u.test(words) ? words : `${words}.`;
}

export function Opens(props: {
  id: string;
  onOpen: (key: string) => void;
  children: React.ReactNode;
}) {
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
