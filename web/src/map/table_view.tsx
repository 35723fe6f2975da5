import type { ReactNode } from "react";
import type { HandOver, ResolvedMap, Step } from "../api/shapes";
import { useReader, useText, type Text } from "../i18n/provider";
import type { Format } from "../i18n/format";
import { GradeMark } from "../ui/grade_mark";
import { shownLanes } from "./lanes";
import { SERVE } from "./serve";
import { restsOn } from "./unmeasured";

// The map as a table, for those who do not look at pictures.

interface Row {
  title: string;
  cell: (step: Step) => ReactNode;
  /** Whether there is something to say of a step. */
  holds: (step: Step) => boolean;
}

/** The map as a table: a row a lane in the map's order, a column a step, a button a figure. */
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
          {rowsOf(map, steps, t, format, onOpen).map((row) => (
            <tr key={row.title}>
              <th scope="row">{row.title}</th>
              {steps.map((step) => (
                <td key={step.key}>{row.cell(step)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The rows of the steps themselves, then those of the lanes. */
function rowsOf(
  map: ResolvedMap,
  steps: readonly Step[],
  t: Text,
  format: Format,
  onOpen: (key: string) => void,
): Row[] {
  const lanes = lanesOf(map, t, format, onOpen);
  const filled = (row: Row) => steps.some(row.holds);
  const shown = shownLanes(map, (lane) => lanes.get(lane)?.some(filled) ?? false);
  return [
    ...headRows(map, t, onOpen).filter(filled),
    ...shown.flatMap((id) => lanes.get(id) ?? []),
  ];
}

function opener(onOpen: (key: string) => void) {
  return (key: string, content: ReactNode) => (
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
}

/** A row of sentences. */
function words(title: string, of: (step: Step) => readonly string[], t: Text): Row {
  return {
    title,
    holds: (step) => of(step).length > 0,
    cell: (step) => {
      const all = of(step);
      return all.length === 0 ? t("nothing-known") : all.map((text, i) => <p key={i}>{text}</p>);
    },
  };
}

/** What stands at the head of a step. */
function headRows(map: ResolvedMap, t: Text, onOpen: (key: string) => void): Row[] {
  const opens = opener(onOpen);
  const department = (step: Step) => (step.department == null ? [] : [step.department]);
  const passed = (step: Step) => map.hand_overs.filter(({ from_key }) => from_key === step.key);
  return [
    words(t("lane-action"), (step) => (step.action == null ? [] : [step.action]), t),
    words(t("lane-department"), department, t),
    words(
      t("lane-channels"),
      (step) => (step.channels.length > 0 ? [step.channels.join(", ")] : []),
      t,
    ),
    {
      title: t("lane-hand-overs"),
      holds: (step) => passed(step).length > 0,
      cell: (step) => passed(step).map((one) => opens(one.key, handedTo(one, t))),
    },
  ];
}

function handedTo(passed: HandOver, t: Text): string {
  const { to, to_department, what } = passed;
  return t("table-hand-over", {
    to: to_department == null ? to : `${to_department} (${to})`,
    what: what == null ? "" : t("hand-over-what", { what }),
  });
}

/** The rows of each lane; a lane of figures has several. */
function lanesOf(
  map: ResolvedMap,
  t: Text,
  format: Format,
  onOpen: (key: string) => void,
): ReadonlyMap<string, Row[]> {
  const opens = opener(onOpen);
  const count = (value: number | null | undefined) =>
    value == null ? t("nothing-known") : format.whole(value);
  const tasks = new Map(
    map.stages.flatMap(({ task, steps }) =>
      task == null || steps[0] === undefined ? [] : [[steps[0].key, task]],
    ),
  );
  const taskOf = ({ key }: Step) => [tasks.get(key) ?? []].flat();
  const sentences = (lane: string, of: (step: Step) => readonly string[]): [string, Row[]] => [
    lane,
    [words(t(`edit-lane-${lane}`), of, t)],
  ];
  return new Map<string, Row[]>([
    [
      "flow",
      [
        {
          title: t("lane-count", { unit: map.unit }),
          holds: (step) => step.count != null,
          cell: (step) => opens(step.key, count(step.count)),
        },
        {
          title: t("lane-left"),
          holds: ({ left }) => left.value != null,
          cell: ({ left }) =>
            opens(left.key, left.value == null ? t("nothing-known") : format.percent(left.value)),
        },
        {
          title: t("lane-open"),
          holds: ({ left }) => left.open != null,
          cell: ({ left }) => count(left.open),
        },
      ],
    ],
    [
      "waits",
      [
        {
          title: t("lane-wait"),
          holds: ({ wait_s }) => wait_s.value != null,
          cell: ({ key, wait_s }) =>
            opens(
              `${key}.wait`,
              wait_s.value == null ? t("nothing-known") : format.duration(wait_s.value),
            ),
        },
      ],
    ],
    ["emotion", [feelings(t, format, opens)]],
    ...cards(t, opens),
    sentences("think", (step) => step.think),
    sentences("need", (step) => step.need),
    ["touchpoints", [words(t("edit-lane-touchpoints"), (step) => step.touchpoints, t)]],
    sentences("idea", (step) => step.ideas),
    ["tasks", [words(t("lane-tasks"), taskOf, t)]],
    ...SERVE.map((lane) => sentences(lane, ({ serve }) => serve[lane] ?? [])),
  ]);
}

type Opens = ReturnType<typeof opener>;

function feelings(t: Text, format: Format, opens: Opens): Row {
  return {
    title: t("edit-lane-emotion"),
    holds: ({ emotion }) => emotion.value != null,
    cell: ({ emotion }) =>
      opens(
        emotion.key,
        emotion.value == null
          ? t("nothing-known")
          : [
              emotion.feel == null ? "" : t(`feel-${emotion.feel}`),
              t("emotion-value", { value: format.emotion(emotion.value) }),
              restsOn(emotion, t, format),
            ]
              .filter((part) => part !== "")
              .map((part) => part.replaceAll(" ", "\u00a0"))
              .join(" · "),
      ),
  };
}

/** The lanes whose cards have evidence. */
function cards(t: Text, opens: Opens): [string, Row[]][] {
  const voices: Row = {
    title: t("edit-lane-voice"),
    holds: (step) => step.voices.length > 0,
    cell: (step) =>
      step.voices.map((voice) =>
        opens(voice.key, <q lang={voice.language ?? undefined}>{voice.text}</q>),
      ),
  };
  const pains: Row = {
    title: t("edit-lane-pain"),
    holds: (step) => step.pains.length > 0,
    cell: (step) =>
      step.pains.map((pain) =>
        opens(
          pain.key,
          <>
            <strong>{pain.title}</strong> {pain.detail} <GradeMark grade={pain.grade} />
          </>,
        ),
      ),
  };
  const opportunities: Row = {
    title: t("edit-lane-opportunity"),
    holds: (step) => step.opportunities.length > 0,
    cell: (step) =>
      step.opportunities.map((one) =>
        opens(
          one.key,
          <>
            <strong>{one.title}</strong> {one.detail} <GradeMark grade={one.grade} />
          </>,
        ),
      ),
  };
  const actions: Row = {
    title: t("edit-lane-action"),
    holds: (step) => step.actions.length > 0,
    cell: (step) =>
      step.actions.map((action) =>
        opens(
          action.key,
          <>
            <strong>{action.title}</strong>{" "}
            {[action.owner, action.department]
              .filter((one, i, all) => one != null && all.indexOf(one) === i)
              .join(" · ")}{" "}
            <GradeMark grade={action.grade} />
          </>,
        ),
      ),
  };
  return [
    ["voice", [voices]],
    ["pain", [pains]],
    ["opportunity", [opportunities]],
    ["action", [actions]],
  ];
}
