import type { ResolvedMap } from "../api/shapes";
import type { Text } from "../i18n/provider";

// What there is to say of a map behind which there are no events: what was written, instead of zeros.

export interface Line {
  key: "steps" | "statements";
  label: string;
  value: string;
  note: string;
}

/** Whether no event was ever counted for the map. */
export function isUnmeasured(map: ResolvedMap): boolean {
  return map.health.events === 0;
}

export function unmeasuredLines(map: ResolvedMap, t: Text): Line[] {
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
  ];
}
