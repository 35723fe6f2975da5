import { Button } from "react-aria-components";
import type { ResolvedMap, Step } from "../../api/shapes";
import { useReader, useText } from "../../i18n/provider";
import "../../styles/summary.css";
import { GradeMark } from "../../ui/grade_mark";
import {
  assumed,
  beingDone,
  extremes,
  otherIdeas,
  QUICK_WEEKS,
  quickWins,
  stepsOf,
  worstPains,
  type IdeaAt,
} from "./choice";
import { costOf } from "./cost";
import { EmotionCurve } from "./curve";
import { healthLines, rangeOf } from "./health_lines";

// What a leader reads: one page, on the screen and on A4.

const GRADES = ["supported", "ageing", "assumption", "contradicted"] as const;
const MOST = 3;
const MOST_ACTS = 6;
const MOST_ASSUMED = 6;

/** The map on one page. */
export function SummaryView({ map }: { map: ResolvedMap }) {
  const t = useText();
  const { format } = useReader();
  return (
    <article className="summary">
      <header className="summary-head">
        <div>
          <h2>{map.map}</h2>
          <p className="quiet">
            {[
              t(`kind-${map.kind}`),
              ...map.actors,
              map.since != null && map.as_of != null
                ? t("tag-span", { from: format.day(map.since), to: format.day(map.as_of) })
                : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </div>
        <Button
          className="button"
          onPress={() => {
            print();
          }}
        >
          {t("summary-print")}
        </Button>
      </header>
      <p className="summary-goal">
        <span>{t("pages-goal")}</span>
        <strong>{map.goal_text ?? t("summary-no-goal")}</strong>
      </p>
      <Health map={map} />
      <Grades map={map} />
      <Feeling map={map} />
      <div className="summary-columns">
        <Pains map={map} />
        <Wins map={map} />
        <Doing map={map} />
        <Guesses map={map} />
      </div>
      {map.notes.length > 0 && (
        <footer className="summary-notes">
          {map.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </footer>
      )}
    </article>
  );
}

function Health({ map }: { map: ResolvedMap }) {
  const t = useText();
  const { format } = useReader();
  return (
    <dl className="figures-row" aria-label={t("health-label")}>
      {healthLines(map, t, format).map(({ label, value, note, hollow }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={hollow ? "hollow" : undefined}>
            <strong>{value ?? "—"}</strong> <small>{note}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How many claims are of each grade: what all figures and cards below rest on. */
function Grades({ map }: { map: ResolvedMap }) {
  const t = useText();
  const { format } = useReader();
  const { supported, ageing, assumptions, contradicted } = map.health;
  const counts = { supported, ageing, assumption: assumptions, contradicted };
  return (
    <ul className="summary-grades" aria-label={t("health-claims")}>
      {GRADES.map((grade) => (
        <li key={grade}>
          <strong>{format.whole(counts[grade])}</strong> <GradeMark grade={grade} />
        </li>
      ))}
    </ul>
  );
}

function Feeling({ map }: { map: ResolvedMap }) {
  const t = useText();
  const found = extremes(stepsOf(map));
  if (found === null) return null;
  return (
    <section className="feeling" aria-labelledby="summary-feeling">
      <h3 id="summary-feeling">{t("summary-feeling")}</h3>
      <EmotionCurve steps={stepsOf(map)} />
      <ul>
        <Moment step={found.low} name={t("summary-lowest")} className="moment-low" />
        {found.high !== found.low && (
          <Moment step={found.high} name={t("summary-highest")} className="moment-high" />
        )}
      </ul>
    </section>
  );
}

function Moment(props: { step: Step; name: string; className: string }) {
  const t = useText();
  const { format } = useReader();
  const { emotion, name } = props.step;
  return (
    <li className={props.className}>
      <span>{props.name}</span>
      <strong>{name}</strong>
      <span>
        {emotion.feel === null ? "" : t(`feel-${emotion.feel}`)}{" "}
        {format.emotion(emotion.value ?? 0)}
        <small> {rangeOf(emotion, t, format, "emotion")}</small>
      </span>
      <GradeMark grade={emotion.grade} />
    </li>
  );
}

function Pains({ map }: { map: ResolvedMap }) {
  const t = useText();
  const { format } = useReader();
  const pains = worstPains(map, MOST);
  return (
    <section aria-labelledby="summary-pains">
      <h3 id="summary-pains">{t("summary-pains")}</h3>
      {pains.length === 0 && <p className="quiet">{t("summary-no-pains")}</p>}
      <ol>
        {pains.map(({ pain, step }) => (
          <li key={pain.key}>
            <strong>{pain.title}</strong>
            <p className="quiet">{[step.name, pain.detail].filter(Boolean).join(" · ")}</p>
            <p>
              {costOf(pain, map.unit, t, format)}
              {pain.lost.low != null && pain.lost.high != null && (
                <small>
                  {" "}
                  {t("health-range", {
                    low: format.short(pain.lost.low),
                    high: format.short(pain.lost.high),
                  })}
                </small>
              )}{" "}
              <GradeMark grade={pain.grade} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Wins({ map }: { map: ResolvedMap }) {
  const t = useText();
  const wins = quickWins(map, MOST);
  const others = otherIdeas(map);
  const said = wins.length > 0 ? "wins-are" : others.length > 0 ? "no-quick" : "no-wins";
  return (
    <section aria-labelledby="summary-wins">
      <h3 id="summary-wins">{t("summary-wins")}</h3>
      <p className="quiet">{t(`summary-${said}`, { weeks: QUICK_WEEKS })}</p>
      <Ideas ideas={wins} />
      {others.length > 0 && (
        <>
          <h3 className="summary-apart">{t("summary-ideas")}</h3>
          <Ideas ideas={others.slice(0, MOST)} />
          <More count={others.length - MOST} />
        </>
      )}
    </section>
  );
}

function Ideas({ ideas }: { ideas: readonly IdeaAt[] }) {
  const t = useText();
  return (
    <ol>
      {ideas.map(({ idea, step }) => (
        <li key={idea.key}>
          <strong>{idea.title}</strong>
          <p className="quiet">{[step.name, idea.detail].filter(Boolean).join(" · ")}</p>
          <p>
            {idea.effort === null
              ? t("summary-effort-unknown")
              : t("summary-effort", { weeks: idea.effort })}{" "}
            <GradeMark grade={idea.grade} />
          </p>
        </li>
      ))}
    </ol>
  );
}

function Doing({ map }: { map: ResolvedMap }) {
  const t = useText();
  const { format } = useReader();
  const acts = beingDone(map);
  return (
    <section aria-labelledby="summary-doing">
      <h3 id="summary-doing">{t("summary-doing")}</h3>
      {acts.length === 0 && <p className="quiet">{t("summary-nothing-done")}</p>}
      <ul>
        {acts.slice(0, MOST_ACTS).map(({ act, step }) => (
          <li key={act.key}>
            <strong>{act.title}</strong>
            <p className="quiet">
              {[
                step.name,
                t(`edit-value-${act.status}`),
                act.owner ?? act.department ?? t("summary-no-owner"),
                act.due === null ? t("summary-no-due") : format.day(act.due),
              ].join(" · ")}
            </p>
          </li>
        ))}
      </ul>
      <More count={acts.length - MOST_ACTS} />
    </section>
  );
}

function Guesses({ map }: { map: ResolvedMap }) {
  const t = useText();
  const guesses = assumed(map);
  return (
    <section aria-labelledby="summary-assumed">
      <h3 id="summary-assumed">{t("summary-assumed")}</h3>
      {guesses.length === 0 && <p className="quiet">{t("summary-nothing-assumed")}</p>}
      <ul>
        {guesses.slice(0, MOST_ASSUMED).map(({ key, title, sort, step }) => (
          <li key={key}>
            <strong>{sort === "emotion" ? t("edit-lane-emotion") : title}</strong>
            <p className="quiet">
              {t(`summary-sort-${sort}`)} · {step.name}
            </p>
          </li>
        ))}
      </ul>
      <More count={guesses.length - MOST_ASSUMED} />
    </section>
  );
}

function More({ count }: { count: number }) {
  const t = useText();
  return count > 0 ? <p className="quiet">{t("pages-more", { count })}</p> : null;
}
