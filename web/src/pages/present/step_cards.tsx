import type { ReactNode } from "react";
import type { ResolvedMap, Step } from "../../api/shapes";
import { useReader, useText, type Text } from "../../i18n/provider";
import { SERVE } from "../../map/serve";
import { GradeMark } from "../../ui/grade_mark";

// The cards of a step on its slide, of every kind, and where it leads beside the plain order.

const MOST = 2;

export function StepCards({ map, step }: { map: ResolvedMap; step: Step }) {
  const t = useText();
  const { format } = useReader();
  return (
    <>
      <div className="slide-pair">
        <Cards tone="pains" title={t("present-pains")} all={step.pains}>
          {(pain) => (
            <li key={pain.key} className={pain.grade === "assumption" ? "hollow" : undefined}>
              <strong>{pain.title}</strong>
              <small>
                {[
                  pain.lost.value !== null && pain.lost.value > 0
                    ? t("summary-lost", { unit: map.unit, count: format.short(pain.lost.value) })
                    : "",
                  pain.detail,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </small>
              <GradeMark grade={pain.grade} />
            </li>
          )}
        </Cards>
        <Cards tone="ideas" title={t("edit-lane-opportunity")} all={step.opportunities}>
          {(chance) => (
            <li key={chance.key} className={chance.grade === "assumption" ? "hollow" : undefined}>
              <strong>{chance.title}</strong>
              <small>
                {[
                  chance.detail,
                  chance.effort === null ? "" : t("summary-effort", { weeks: chance.effort }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </small>
              <GradeMark grade={chance.grade} />
            </li>
          )}
        </Cards>
        <Cards tone="acts" title={t("present-done")} all={step.actions}>
          {(act) => (
            <li key={act.key} className={UNDONE.includes(act.status) ? "hollow" : undefined}>
              <strong>{act.title}</strong>
              <small>
                {[
                  t(`edit-value-${act.status}`),
                  act.owner ?? act.department ?? t("summary-no-owner"),
                  act.due === null ? t("summary-no-due") : format.day(act.due),
                ].join(" · ")}
              </small>
            </li>
          )}
        </Cards>
      </div>
      <Facts map={map} step={step} />
    </>
  );
}

/** Nobody works on these: they are hollow. */
const UNDONE: readonly Step["actions"][number]["status"][] = ["planned", "dropped"];

/** The first cards of a kind, and how many more there are. */
function Cards<Card>(props: {
  tone: string;
  title: string;
  all: readonly Card[];
  children: (card: Card) => ReactNode;
}) {
  const t = useText();
  const { tone, title, all, children } = props;
  if (all.length === 0) return null;
  return (
    <section className={`slide-cards ${tone}`}>
      <h2>{title}</h2>
      <ul>{all.slice(0, MOST).map(children)}</ul>
      {all.length > MOST && (
        <p className="quiet">{t("pages-more", { count: all.length - MOST })}</p>
      )}
    </section>
  );
}

/** What is in the lanes of sentences, and the ways and hand-overs that begin here. */
function Facts({ map, step }: { map: ResolvedMap; step: Step }) {
  const t = useText();
  const lines = factsOf(map, step, t);
  if (lines.length === 0) return null;
  return (
    <dl className="slide-facts">
      {lines.map(({ name, said }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  );
}

export function factsOf(map: ResolvedMap, step: Step, t: Text): { name: string; said: string }[] {
  // Without a sentence of what is done, the first need stands under the name of the step.
  const needs = step.action === null ? step.need.slice(1) : step.need;
  const to = (name: string, words: string | null) =>
    words === null || words === "" ? `→ ${name}` : `→ ${name}: ${words}`;
  const lines: [string, readonly string[]][] = [
    [t("edit-lane-need"), needs],
    [t("edit-lane-think"), step.think],
    [t("edit-lane-touchpoints"), [...step.touchpoints, ...step.channels]],
    [t("edit-lane-idea"), step.ideas],
    ...SERVE.map((part): [string, readonly string[]] => [
      t(`edit-lane-${part}`),
      step.serve[part] ?? [],
    ]),
    [
      t("edit-kind-hand_over"),
      map.hand_overs
        .filter(({ from_key }) => from_key === step.key)
        .map((passed) =>
          to(
            passed.to_department == null ? passed.to : `${passed.to} (${passed.to_department})`,
            passed.what,
          ),
        ),
    ],
    [
      t("edit-lane-arcs"),
      map.paths
        .filter(({ from_key, drawn }) => drawn && from_key === step.key)
        .map((path) => to(path.to, path.when)),
    ],
  ];
  return lines
    .filter(([, said]) => said.length > 0)
    .map(([name, said]) => ({ name, said: said.join(" · ") }));
}
