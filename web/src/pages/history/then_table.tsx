import { Fragment, type ReactNode } from "react";
import type { JourneyMap, JourneyStep } from "../../api/live_api";
import { useReader, useText, useTextOr, type Text } from "../../i18n/provider";
import { SERVE } from "../../map/serve";

/** A map as it was, in words: a row a lane, a column a step. Figures are not kept, so there are none. */
export function ThenTable({ map }: { map: JourneyMap }) {
  const t = useText();
  const textOr = useTextOr();
  const steps = map.stages.flatMap((stage) => stage.steps);
  const { format } = useReader();
  const between = betweenOf(map, t);
  const lanes = [
    ...lanesOf(t, textOr, (value) => format.signed(value, Number.isInteger(value) ? 0 : 1)),
    ...between,
  ].filter(({ texts }) => steps.some((step) => texts(step).length > 0));
  return (
    <div className="table" tabIndex={0} role="region" aria-label={map.map}>
      <table>
        <caption>{map.goal?.text ?? map.map}</caption>
        <thead>
          <tr>
            <td />
            {map.stages.map((stage, i) => (
              <th key={i} scope="colgroup" colSpan={Math.max(1, stage.steps.length)}>
                {stage.stage}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="col">{t("table-lane")}</th>
            {map.stages.map((stage, i) =>
              stage.steps.length === 0 ? (
                <td key={i} />
              ) : (
                stage.steps.map((step, j) => (
                  <th key={`${i}.${j}`} scope="col">
                    {step.step}
                  </th>
                ))
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {lanes.map(({ title, texts }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              {map.stages.map((stage, i) =>
                stage.steps.length === 0 ? (
                  <td key={i} />
                ) : (
                  stage.steps.map((step, j) => <td key={`${i}.${j}`}>{lined(texts(step))}</td>)
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function lined(texts: readonly string[]): ReactNode {
  return texts.map((text, i) => (
    <Fragment key={i}>
      {i > 0 && <br />}
      {text}
    </Fragment>
  ));
}

interface Lane {
  title: string;
  texts: (step: JourneyStep) => string[];
}

/** What leads from one step to another: at the step that it leads from. */
function betweenOf(map: JourneyMap, t: Text): Lane[] {
  const to = (name: string, what: string | null | undefined) =>
    t("table-hand-over", { to: name, what: what == null ? "" : t("hand-over-what", { what }) });
  return [
    {
      title: t("edit-lane-arcs"),
      texts: ({ step }) =>
        (map.paths ?? []).filter(({ from }) => from === step).map((path) => to(path.to, path.when)),
    },
    { title: t("lane-department"), texts: ({ department }) => one(department) },
    {
      title: t("lane-hand-overs"),
      texts: ({ step }) =>
        (map.hand_overs ?? [])
          .filter(({ from }) => from === step)
          .map((over) => to(over.to, over.what)),
    },
    { title: t("edit-field-opens"), texts: ({ opens }) => one(opens) },
  ];
}

function one(text: string | null | undefined): string[] {
  return text == null ? [] : [text];
}

function lanesOf(
  t: Text,
  textOr: (key: string, otherwise: string) => string,
  signed: (value: number) => string,
): Lane[] {
  return [
    { title: t("lane-action"), texts: ({ action }) => one(action) },
    { title: t("edit-field-touchpoints"), texts: ({ touchpoints }) => touchpoints ?? [] },
    { title: t("lane-channels"), texts: ({ channels }) => channels ?? [] },
    {
      title: t("edit-lane-emotion"),
      texts: ({ emotion }) => {
        const feel = emotion?.feel == null ? "" : textOr(`feel-${emotion.feel}`, emotion.feel);
        const value = emotion?.value == null ? "" : signed(emotion.value);
        const words = [feel, value].join(" ").trim();
        return words === "" ? [] : [words];
      },
    },
    { title: t("edit-lane-think"), texts: ({ think }) => think ?? [] },
    { title: t("edit-lane-need"), texts: ({ need }) => need ?? [] },
    { title: t("edit-lane-pain"), texts: ({ pains }) => (pains ?? []).map(({ pain }) => pain) },
    {
      title: t("edit-lane-opportunity"),
      texts: ({ opportunities }) => (opportunities ?? []).map(({ opportunity }) => opportunity),
    },
    {
      title: t("edit-lane-action"),
      texts: ({ opportunities }) =>
        (opportunities ?? []).flatMap(({ opportunity, action }) =>
          action == null
            ? []
            : [[action.action ?? opportunity, action.owner].filter(Boolean).join(" · ")],
        ),
    },
    { title: t("edit-lane-idea"), texts: ({ ideas }) => ideas ?? [] },
    ...SERVE.map((kind) => ({
      title: t(`edit-lane-${kind}`),
      texts: (step: JourneyStep) => step.serve?.[kind] ?? [],
    })),
  ];
}
