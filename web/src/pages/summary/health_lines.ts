import type { Figure, ResolvedMap } from "../../api/shapes";
import type { Format } from "../../i18n/format";
import type { Text } from "../../i18n/provider";
import { isUnmeasured, restsOn, unmeasuredLines } from "../../map/unmeasured";

// The five figures of health in words, for pages where nothing opens.

export interface HealthLine {
  label: string;
  /** `null` where it is not known: the note says why. */
  value: string | null;
  note: string;
  hollow: boolean;
}

export function healthLines(map: ResolvedMap, t: Text, format: Format): HealthLine[] {
  if (isUnmeasured(map))
    return unmeasuredLines(map, t, format).map(({ label, value, note }) => ({
      label,
      value,
      note,
      hollow: true,
    }));
  const { health } = map;
  const { goal, explained, lowest } = health;
  const sample = map.sampling === "outcome_selected" ? "-sample" : "";
  return [
    {
      label: t(`unit-${map.unit}${sample}`),
      value: format.whole(health.journeys),
      note: t("health-events", { events: format.short(health.events) }),
      hollow: false,
    },
    share(t("health-goal"), goal, t, format),
    {
      label: t("health-claims"),
      value: health.claims === 0 ? null : format.percent(health.supported / health.claims),
      note:
        health.claims === 0
          ? t("health-no-claims")
          : t("health-claims-note", { claims: health.claims, assumptions: health.assumptions }),
      hollow: false,
    },
    share(t("health-explained"), explained, t, format),
    {
      label: t("health-lowest"),
      value: lowest.value === null ? null : format.emotion(lowest.value),
      note:
        lowest.value === null
          ? (lowest.why ?? t("health-unknown"))
          : [lowest.step, restsOn(lowest, t, format)].filter(Boolean).join(" · "),
      hollow: lowest.low_base === true,
    },
  ];
}

function share(label: string, figure: Figure, t: Text, format: Format): HealthLine {
  return {
    label,
    value: figure.value === null ? null : format.percent(figure.value),
    note: figure.value === null ? (figure.why ?? t("health-unknown")) : rangeOf(figure, t, format),
    hollow: figure.low_base === true,
  };
}

/** `25.8% – 28.1% · n = 6,000` */
export function rangeOf(figure: Figure, t: Text, format: Format, sort = "rate"): string {
  const base = restsOn(figure, t, format);
  if (figure.low == null || figure.high == null) return base;
  const range = t("health-range", format.bounds(figure.low, figure.high, sort));
  return `${range} · ${base}`;
}
