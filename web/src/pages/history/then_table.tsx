import { Fragment, type ReactNode } from "react";
import type { JourneyMap, JourneyStep } from "../../api/live_api";
import { useText, useTextOr, type Text } from "../../i18n/provider";

/** A map as it was, in words: a row a lane, a column a step. Figures are not kept, so there are none. */
export function ThenTable({ map }: { map: JourneyMap }) {
  const t = useText();
  const textOr = useTextOr();
  const steps = map.stages.flatMap((stage) => stage.steps);
  const lanes = lanesOf(t, textOr).filter(({ texts }) =>
    steps.some((step) => texts(step).length > 0),
  );
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

function lanesOf(t: Text, textOr: (key: string, otherwise: string) => string): Lane[] {
  const serve = [
    "evidence",
    "frontstage",
    "backstage",
    "support",
    "systems",
    "roles",
    "policies",
    "training",
  ] as const;
  return [
    { title: t("lane-action"), texts: ({ action }) => (action == null ? [] : [action]) },
    { title: t("edit-field-touchpoints"), texts: ({ touchpoints }) => touchpoints ?? [] },
    { title: t("lane-channels"), texts: ({ channels }) => channels ?? [] },
    {
      title: t("lane-emotion"),
      texts: ({ emotion }) => {
        const feel = emotion?.feel == null ? "" : textOr(`feel-${emotion.feel}`, emotion.feel);
        const words = [feel, emotion?.value ?? ""].join(" ").trim();
        return words === "" ? [] : [words];
      },
    },
    { title: t("edit-lane-think"), texts: ({ think }) => think ?? [] },
    { title: t("edit-lane-need"), texts: ({ need }) => need ?? [] },
    { title: t("lane-pains"), texts: ({ pains }) => (pains ?? []).map(({ pain }) => pain) },
    {
      title: t("lane-opportunities"),
      texts: ({ opportunities }) => (opportunities ?? []).map(({ opportunity }) => opportunity),
    },
    {
      title: t("lane-actions"),
      texts: ({ opportunities }) =>
        (opportunities ?? []).flatMap(({ opportunity, action }) =>
          action == null
            ? []
            : [[action.action ?? opportunity, action.owner].filter(Boolean).join(" · ")],
        ),
    },
    { title: t("edit-lane-idea"), texts: ({ ideas }) => ideas ?? [] },
    ...serve.map((kind) => ({
      title: t(`edit-lane-${kind}`),
      texts: (step: JourneyStep) => step.serve?.[kind] ?? [],
    })),
  ];
}
