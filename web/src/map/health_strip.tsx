import type { Figure, ResolvedMap } from "../api/shapes";
import { useReader, useText } from "../i18n/provider";
import { hrefOf } from "../route";
import { isUnmeasured, restsOn, unmeasuredLines } from "./unmeasured";

// The figures above a map.

interface Kpi {
  key: string;
  label: string;
  /** `null` is drawn as a dash: the note says why. */
  value: string | null;
  note: string;
}

/** The figures of the header; each opens its evidence. */
export function HealthStrip(props: {
  map: ResolvedMap;
  open: string | null;
  onOpen: (key: string) => void;
}) {
  const t = useText();
  const kpis = useKpis(props.map);
  if (isUnmeasured(props.map)) return <Unmeasured map={props.map} />;
  return (
    <section className="health" aria-label={t("health-label")}>
      {kpis.map((kpi) => (
        <button
          key={kpi.key}
          type="button"
          className="kpi"
          data-key={kpi.key}
          aria-pressed={kpi.key === props.open}
          onClick={() => {
            props.onOpen(kpi.key);
          }}
        >
          <span className="kpi-label">{kpi.label}</span>
          <span className="kpi-value">
            {kpi.value ?? "—"}
            <small className={kpi.value === null ? "why" : undefined} title={kpi.note}>
              {kpi.note}
            </small>
          </span>
        </button>
      ))}
    </section>
  );
}

/** Where nothing was counted: what the map says, and how it comes to its figures. */
function Unmeasured({ map }: { map: ResolvedMap }) {
  const t = useText();
  const { format } = useReader();
  return (
    <section className="health" aria-label={t("health-label")}>
      {unmeasuredLines(map, t, format).map(({ key, label, value, note }) => (
        <div key={key} className="kpi" data-key={`unmeasured.${key}`}>
          <span className="kpi-label">{label}</span>
          <span className="kpi-value">
            {value}
            <small title={note}>{note}</small>
          </span>
        </div>
      ))}
      <p className="kpi kpi-way">
        <span>{t("unmeasured-none")}</span>
        <a href={hrefOf({ page: "data" })}>{t("unmeasured-how")}</a>
      </p>
    </section>
  );
}

function useKpis(map: ResolvedMap): Kpi[] {
  const t = useText();
  const { format } = useReader();
  const { health } = map;
  const sample = map.sampling === "outcome_selected" ? "-sample" : "";
  const events = format.short(health.events);
  const why = (figure: Figure) => figure.why ?? t("health-unknown");
  const share = (figure: Figure) => (figure.value == null ? null : format.percent(figure.value));
  const range = (figure: Figure) =>
    figure.low == null || figure.high == null
      ? t("health-of", { n: format.whole(figure.n) })
      : t("health-range", format.bounds(figure.low, figure.high));
  const { goal, explained, lowest } = health;
  return [
    {
      key: "health.journeys",
      label: t(`unit-${map.unit}${sample}`),
      value: format.whole(health.journeys),
      note:
        health.customers == null || health.customers === health.journeys
          ? t("health-events", { events })
          : t("health-customers", { events, customers: format.whole(health.customers) }),
    },
    {
      key: "health.goal",
      label: t("health-goal"),
      value: share(goal),
      note: goal.value == null ? why(goal) : range(goal),
    },
    {
      key: "health.claims",
      label: t("health-claims"),
      value: health.claims === 0 ? null : format.percent(health.supported / health.claims),
      note:
        health.claims === 0
          ? t("health-no-claims")
          : t("health-claims-note", { claims: health.claims, assumptions: health.assumptions }),
    },
    {
      key: "health.explained",
      label: t("health-explained"),
      value: share(explained),
      note:
        explained.value == null ? why(explained) : t("health-of", { n: format.whole(explained.n) }),
    },
    {
      key: "health.lowest",
      label: t("health-lowest"),
      value: lowest.value == null ? null : format.emotion(lowest.value),
      note:
        lowest.value == null
          ? (lowest.why ?? t("health-unknown"))
          : [lowest.step, restsOn(lowest, t, format)].filter(Boolean).join(" · "),
    },
  ];
}
