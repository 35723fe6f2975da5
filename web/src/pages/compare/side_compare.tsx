import { useCallback, useMemo, useState } from "react";
import {
  compareSides,
  type BothSides,
  type FigureOfBoth,
  type PartFigures,
  type Side,
  type StepBeside,
} from "../../api/parts";
import type { VersionLine } from "../../api/live_api";
import type { Figure, ResolvedMap, Step } from "../../api/shapes";
import { useRemote } from "../../api/use_remote";
import { useReader, useText, type Text } from "../../i18n/provider";
import { stepsOf } from "../summary/choice";
import { Loading, Notice, TroubleNotice } from "../trouble";
import { Curves } from "./curves";
import { isFelt } from "./differ";
import { isSame } from "./other";
import { namesOf, qWords, REASONS, reasonOf, sideName, type Reason } from "./told";

// Two sides of one map: its figures beside each other, their difference with its interval, and what is told apart.

/** How a figure is written, and which way is better. */
const FIGURES: Record<FigureOfBoth["figure"], { measure: string; better: 1 | -1 | 0 }> = {
  taken: { measure: "rate", better: 0 },
  left: { measure: "rate", better: -1 },
  wait: { measure: "seconds", better: -1 },
  emotion: { measure: "emotion", better: 1 },
  goal: { measure: "rate", better: 1 },
  explained: { measure: "rate", better: 1 },
};

export function SideCompare(props: {
  id: string;
  a: Side;
  b: Side;
  versions: readonly VersionLine[];
}) {
  const t = useText();
  const { id, a, b, versions } = props;
  const load = useCallback(
    (signal: AbortSignal) =>
      isSame(a, b) ? Promise.resolve(null) : compareSides(id, a, b, signal),
    [id, a, b],
  );
  const [both, again] = useRemote(load);
  if (both.state === "loading") return <Loading text={t("loading")} />;
  if (both.state === "failed") return <TroubleNotice trouble={both.trouble} again={again} />;
  if (both.value === null) return <Notice title={t("sides-alike")} />;
  return <Sides both={both.value} sides={{ a, b }} versions={versions} />;
}

/** Both sides with everything that can be said of them. */
export function Sides(props: {
  both: BothSides;
  sides: { a: Side; b: Side };
  versions: readonly VersionLine[];
}) {
  const t = useText();
  const { format } = useReader();
  const { both, sides, versions } = props;
  const [nameA, nameB] = namesOf(
    sideName(sides.a, both.a, versions, t, format.day),
    sideName(sides.b, both.b, versions, t, format.day),
    t,
  );
  const [onlyTold, setOnly] = useState(false);
  const steps = useMemo(() => rowsOf(both), [both]);
  const all = [...both.whole, ...both.steps.flatMap(({ figures }) => figures)];
  const told = all.filter((one) => one.told).length;
  // Of the same journeys nothing can be told apart: there is nothing to choose from.
  const chosen = onlyTold && !both.same_journeys;
  const wanted = (figures: readonly FigureOfBoth[]) =>
    chosen ? figures.filter((one) => one.told) : figures;
  return (
    <>
      <div className="compare-sides">
        <Head of="a" part={both.a} name={nameA} />
        <Head of="b" part={both.b} name={nameB} />
      </div>
      {both.same_journeys && <p className="quiet">{t("sides-same")}</p>}
      {!both.same_journeys && (
        <p className="compare-tally" role="status">
          {t("sides-told", { count: told })} <Untold all={all} />
        </p>
      )}
      {(isFelt(both.a.map) || isFelt(both.b.map)) && <Curves steps={steps} />}
      {!both.same_journeys && (
        <label className="only-check">
          <input
            type="checkbox"
            checked={onlyTold}
            onChange={(event) => {
              setOnly(event.target.checked);
            }}
          />
          {t("sides-only-told")}
        </label>
      )}
      <div className="table" tabIndex={0} role="region" aria-label={t("sides-table")}>
        <table className="sides">
          <caption className="unseen">{t("sides-table")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("sides-step")}</th>
              <th scope="col">{t("sides-figure")}</th>
              <th scope="col" className="side-a">
                <span className="side-sign" aria-hidden="true" /> {nameA}
              </th>
              <th scope="col" className="side-b">
                <span className="side-sign" aria-hidden="true" /> {nameB}
              </th>
              <th scope="col">{t("sides-difference")}</th>
            </tr>
          </thead>
          <Rows name={t("sides-whole")} figures={wanted(both.whole)} note={null} />
          {steps.map(({ row, a, b }) => {
            const figures = wanted(row.figures);
            if (chosen && figures.length === 0) return null;
            const only = a === null ? nameB : b === null ? nameA : null;
            const note = only === null ? null : t("sides-only", { name: only });
            return (
              <Rows
                key={`${row.a ?? ""} ${row.b ?? ""}`}
                name={b?.name ?? a?.name ?? ""}
                figures={figures}
                note={note}
              />
            );
          })}
        </table>
      </div>
      {!both.same_journeys && <p className="quiet">{t("sides-rule", { family: both.family })}</p>}
    </>
  );
}

interface Row {
  row: StepBeside;
  a: Step | null;
  b: Step | null;
}

function rowsOf({ a, b, steps }: BothSides): Row[] {
  const byKey = (map: ResolvedMap) => new Map(stepsOf(map).map((step) => [step.key, step]));
  const [ofA, ofB] = [byKey(a.map), byKey(b.map)];
  return steps.map((row) => ({
    row,
    a: ofA.get(row.a ?? "") ?? null,
    b: ofB.get(row.b ?? "") ?? null,
  }));
}

/** What tells the reader why differences are not told apart: how many for which reason. */
function Untold({ all }: { all: readonly FigureOfBoth[] }) {
  const t = useText();
  const count = new Map<Reason, number>();
  for (const one of all) {
    const why = reasonOf(one);
    if (why !== null) count.set(why, (count.get(why) ?? 0) + 1);
  }
  if (count.size === 0) return null;
  const reasons = REASONS.filter((why) => count.has(why)).map((why) =>
    t(`sides-untold-${why}`, { count: count.get(why) ?? 0 }),
  );
  return <span className="quiet">{t("sides-untold", { reasons: reasons.join("; ") })}</span>;
}

function Head({ of, part, name }: { of: "a" | "b"; part: PartFigures; name: string }) {
  const t = useText();
  const { format } = useReader();
  const { persona, map } = part;
  const size = persona?.size;
  const words = [
    persona == null
      ? ""
      : t("whose-of", {
          name: persona.persona,
          share: size?.share.value == null ? "—" : format.percent(size.share.value),
          unit: map.unit,
        }),
    size?.share.low != null && size.share.high != null
      ? t("evidence-interval", format.bounds(size.share.low, size.share.high))
      : "",
    t("compare-journeys", { count: format.whole(map.health.journeys) }),
    size?.share.low_base === true ? t("evidence-low-base") : "",
    map.as_of == null ? "" : t("merge-as-of", { day: format.day(map.as_of) }),
  ];
  return (
    <div className={`side side-${of}`}>
      <span className="side-sign" aria-hidden="true" />
      <div>
        <strong>{name}</strong>
        <p className="quiet">{words.filter(Boolean).join(" · ")}</p>
      </div>
    </div>
  );
}

function Rows(props: { name: string; figures: readonly FigureOfBoth[]; note: string | null }) {
  const t = useText();
  const { name, figures, note } = props;
  if (figures.length === 0)
    return (
      <tbody>
        <tr className="apart">
          <th scope="rowgroup">{name}</th>
          <td colSpan={4} className="quiet">
            {note ?? t("nothing-known")}
          </td>
        </tr>
      </tbody>
    );
  return (
    <tbody>
      {figures.map((one, i) => (
        <tr key={one.figure} className={i === 0 ? "apart" : undefined}>
          {i === 0 && (
            <th scope="rowgroup" rowSpan={figures.length}>
              {name}
            </th>
          )}
          <th scope="row" className="sides-figure">
            {t(`sides-figure-${one.figure}`)}
          </th>
          <Value figure={one.a} measure={FIGURES[one.figure].measure} t={t} />
          <Value figure={one.b} measure={FIGURES[one.figure].measure} t={t} />
          <Gap one={one} />
        </tr>
      ))}
    </tbody>
  );
}

function Value({ figure, measure, t }: { figure: Figure; measure: string; t: Text }) {
  const { format } = useReader();
  if (figure.value === null)
    return (
      <td className="unknown" title={figure.why ?? undefined}>
        — <span className="unseen">{figure.why ?? ""}</span>
      </td>
    );
  return (
    <td className={figure.low_base === true ? "hollow" : undefined}>
      <strong>
        {figure.low == null
          ? format.figure(measure, figure.value)
          : format.bounds(figure.low, figure.value, measure).high}
      </strong>
      <small>
        {[
          figure.low != null && figure.high != null
            ? t("health-range", format.bounds(figure.low, figure.high, measure))
            : "",
          t("health-base", { n: format.short(figure.n) }),
          figure.low_base === true ? t("evidence-low-base") : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </small>
    </td>
  );
}

function Gap({ one }: { one: FigureOfBoth }) {
  const t = useText();
  const { format } = useReader();
  const { measure, better } = FIGURES[one.figure];
  const { value, low, high } = one.difference;
  if (value === null) return <td className="unknown">—</td>;
  const written = (number: number) => {
    // Of shares in points: “+3 %” could be read as a part of the share.
    if (measure === "rate") return t("sides-points", { value: format.signed(number * 100, 1) });
    if (measure === "emotion") return format.signed(number, 2);
    const sign = number > 0 ? "+" : number < 0 ? "−" : "";
    return sign + format.figure(measure, Math.abs(number));
  };
  const why = reasonOf(one);
  const looks = !one.told || better === 0 ? "" : Math.sign(value) === better ? "better" : "worse";
  return (
    <td className={one.told ? `told ${looks}` : "untold"}>
      <strong>
        {one.told && <span aria-hidden="true">● </span>}
        {written(value)}
      </strong>
      {one.told && <span className="unseen"> {t("sides-is-told")}</span>}
      <small>
        {[
          low != null && high != null
            ? t("health-range", { low: written(low), high: written(high) })
            : "",
          looks === "" ? "" : t(`compare-${looks}`),
          why === null ? "" : t(`sides-why-${why}`),
          one.q == null ? "" : t("sides-q", { q: qWords(one.q, format.decimal) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </small>
    </td>
  );
}
