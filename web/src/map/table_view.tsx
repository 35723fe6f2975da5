import type { ReactNode } from "react";
import type { ResolvedMap, Step } from "../api/shapes";
import { useReader, useText, type Text } from "../i18n/provider";
import type { Format } from "../i18n/format";
import { GradeMark } from "../ui/grade_mark";

// The map as a table, for those who do not look at pictures.

interface Lane {
  title: string;
  cell: (step: Step) => ReactNode;
}

/** The map as a table: a row a lane, a column a step, a button a figure. */
export function TableView({ map, onOpen }: { map: ResolvedMap; onOpen: (key: string) => void }) {
  const t = useText();
  const { format } = useReader();
  const steps = map.stages.flatMap((stage) => stage.steps);
  return (
    <div className="table" tabIndex={0} role="region" aria-label={t("view-table")}>
      <table>
        <caption>{t("table-caption", { map: map.map })}</caption>
        <thead>
          <tr>
            <td />
            {map.stages.map((stage) => (
              <th key={stage.key} scope="colgroup" colSpan={Math.max(1, stage.steps.length)}>
                {stage.name}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="col">{t("table-lane")}</th>
            {steps.map((step) => (
              <th key={step.key} scope="col">
                {step.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lanesOf(t, format, onOpen).map((lane) => (
            <tr key={lane.title}>
              <th scope="row">{lane.title}</th>
              {steps.map((step) => (
                <td key={step.key}>{lane.cell(step)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function lanesOf(t: Text, format: Format, onOpen: (key: string) => void): Lane[] {
  const opens = (key: string, content: ReactNode) => (
    <button
      key={key}
      type="button"
      className="figure"
      data-key={key}
      onClick={() => {
        onOpen(key);
      }}
    >
      {content}
    </button>
  );
  const count = (value: number | null | undefined) =>
    value == null ? t("nothing-known") : format.whole(value);
  const lanes: Lane[] = [
    { title: t("lane-action"), cell: (step) => step.action ?? t("nothing-known") },
    { title: t("lane-count"), cell: (step) => opens(step.key, count(step.count)) },
    {
      title: t("lane-left"),
      cell: ({ left }) =>
        opens(left.key, left.value == null ? t("nothing-known") : format.percent(left.value)),
    },
    { title: t("lane-open"), cell: ({ left }) => count(left.open) },
    {
      title: t("lane-wait"),
      cell: ({ key, wait_s }) =>
        opens(
          `${key}.wait`,
          wait_s.value == null ? t("nothing-known") : format.duration(wait_s.value),
        ),
    },
    { title: t("lane-channels"), cell: (step) => step.channels.join(", ") || t("nothing-known") },
    {
      title: t("lane-emotion"),
      cell: ({ emotion }) =>
        opens(
          emotion.key,
          emotion.value == null
            ? t("nothing-known")
            : [
                emotion.feel == null ? "" : t(`feel-${emotion.feel}`),
                format.signed(emotion.value),
                t("health-base", { n: format.whole(emotion.n) }),
              ].join(" "),
        ),
    },
    {
      title: t("lane-voices"),
      cell: (step) =>
        step.voices.map((voice) =>
          opens(voice.key, <q lang={voice.language ?? undefined}>{voice.text}</q>),
        ),
    },
    {
      title: t("lane-pains"),
      cell: (step) =>
        step.pains.map((pain) =>
          opens(
            pain.key,
            <>
              <strong>{pain.title}</strong> {pain.detail} <GradeMark grade={pain.grade} />
            </>,
          ),
        ),
    },
    {
      title: t("lane-opportunities"),
      cell: (step) =>
        step.opportunities.map((idea) =>
          opens(
            idea.key,
            <>
              <strong>{idea.title}</strong> {idea.detail} <GradeMark grade={idea.grade} />
            </>,
          ),
        ),
    },
    {
      title: t("lane-actions"),
      cell: (step) =>
        step.actions.map((action) =>
          opens(
            action.key,
            <>
              <strong>{action.title}</strong> {action.owner} <GradeMark grade={action.grade} />
            </>,
          ),
        ),
    },
  ];
  return lanes;
}
