import type { Figure, ResolvedMap } from "../api/shapes";
import type { Format } from "../i18n/format";
import type { Text } from "../i18n/provider";

// What there is to say of a map behind which there are no events: what was written, instead of zeros.

export interface Line {
  key: "steps" | "statements" | "lowest";
  label: string;
  value: string;
  note: string;
}

/** Whether no event was ever counted for the map. */
export function isUnmeasured(map: ResolvedMap): boolean {
  return map.health.events === 0;
}

/** What a figure with a value rests on: `n = 4,127`, or that it is assumed where nobody was asked. */
export function restsOn(figure: Figure, t: Text, format: Format): string {
  return figure.n === 0 ? t("edit-assumed") : t("health-base", { n: format.whole(figure.n) });
}

export function unmeasuredLines(map: ResolvedMap, t: Text, format: Format): Line[] {
  const steps = map.stages.flatMap((stage) => stage.steps);
  const statements = steps.flatMap(({ pains, opportunities }) => [...pains, ...opportunities]);
  return [
    {
      key: "steps",
      label: t("unmeasured-steps"),
      value: String(steps.length),
      note: t("unmeasured-stages", { count: map.stages.length }),
    },
    {
      key: "statements",
      label: t("unmeasured-statements"),
      value: String(statements.length),
      note: t("unmeasured-assumed"),
    },
    ...(map.health.lowest.value === null
      ? []
      : [
          {
            key: "lowest" as const,
            label: t("health-lowest"),
            value: format.emotion(map.health.lowest.value),
            note: [map.health.lowest.step, restsOn(map.health.lowest, t, format)]
              .filter(Boolean)
              .join(" · "),
          },
        ]),
  ];
}
