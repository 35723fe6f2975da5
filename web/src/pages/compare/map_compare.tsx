import { useCallback, useMemo, useState } from "react";
import type { ResolvedMap, Step } from "../../api/shapes";
import { useRemote } from "../../api/use_remote";
import { useReader, useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import { getPart } from "../personas/part";
import { usePersona } from "../personas/whose";
import { Loading, Notice, TroubleNotice } from "../trouble";
import { alignMaps, type StagePair, type StepPair } from "./align";
import { Curves } from "./curves";
import { differs, feelings, isFelt, mapFigures, stepFigures, stepWords, tally } from "./differ";
import { FigureChange } from "./figure_change";

/** A map beside another one. */
export function MapCompare(props: { map: ResolvedMap; id: string; other: string }) {
  const t = useText();
  const { other } = props;
  const persona = usePersona();
  const load = useCallback(
    async (signal: AbortSignal) => (await getPart(other, persona, signal)).map,
    [other, persona],
  );
  const [theirs, again] = useRemote(load);
  if (theirs.state === "loading") return <Loading text={t("loading")} />;
  if (theirs.state === "failed") return <TroubleNotice trouble={theirs.trouble} again={again} />;
  return <Both a={props.map} b={theirs.value} idA={props.id} idB={other} />;
}

export function Both(props: { a: ResolvedMap; b: ResolvedMap; idA: string; idB: string }) {
  const t = useText();
  const { a, b } = props;
  const [onlyDifferent, setOnly] = useState(false);
  const stages = useMemo(() => alignMaps(a, b), [a, b]);
  const count = tally(stages);
  const shown = onlyDifferent
    ? stages
        .map((pair) => ({ ...pair, steps: pair.steps.filter(differs) }))
        .filter(({ steps }) => steps.length > 0)
    : stages;
  return (
    <>
      <div className="compare-sides">
        <Side of="a" map={a} id={props.idA} />
        <Side of="b" map={b} id={props.idB} />
      </div>
      <p className="compare-tally" role="status">
        {t("compare-tally", { ...count })}
      </p>
      <ul className="changes health-changes" aria-label={t("health-label")}>
        {mapFigures(a, b).map((difference) => (
          <FigureChange key={difference.figure} difference={difference} />
        ))}
      </ul>
      {(isFelt(a) || isFelt(b)) && <Curves steps={feelings(stages)} />}
      <label className="only-check">
        <input
          type="checkbox"
          checked={onlyDifferent}
          onChange={(event) => {
            setOnly(event.target.checked);
          }}
        />
        {t("compare-only")}
      </label>
      {shown.length === 0 && <Notice title={t("compare-nothing")} />}
      {shown.map((pair, i) => (
        <StageRows key={i} pair={pair} at={i} a={a.map} b={b.map} />
      ))}
      <p className="quiet">{t("compare-method")}</p>
    </>
  );
}

function Side({ of, map, id }: { of: "a" | "b"; map: ResolvedMap; id: string }) {
  const t = useText();
  const { format } = useReader();
  return (
    <div className={`side side-${of}`}>
      <span className="side-sign" aria-hidden="true" />
      <div>
        <a href={hrefOf({ page: "map", id, view: "map", key: null })}>{map.map}</a>
        <p className="quiet">
          {[
            t(`kind-${map.kind}`),
            ...map.actors,
            t("compare-journeys", { count: format.whole(map.health.journeys) }),
          ].join(" · ")}
        </p>
      </div>
    </div>
  );
}

function StageRows(props: { pair: StagePair; at: number; a: string; b: string }) {
  const t = useText();
  const { pair, at } = props;
  const names = [pair.a?.name, pair.b?.name].filter((name) => name !== undefined);
  const title = names[0] === names[1] ? (names[0] ?? "") : names.join(" → ");
  return (
    <section className="compare-stage" aria-label={title}>
      <h3 className={`stage-${at % 5}`}>
        {title}
        {pair.a === null && <span className="tag">{t("compare-added")}</span>}
        {pair.b === null && <span className="tag">{t("compare-removed")}</span>}
      </h3>
      {pair.steps.length === 0 && <p className="quiet">{t("compare-no-steps")}</p>}
      <ul className="compare-steps">
        {pair.steps.map((step, i) => (
          <StepRow key={i} pair={step} />
        ))}
      </ul>
    </section>
  );
}

function StepRow({ pair }: { pair: StepPair }) {
  const t = useText();
  const { a, b, elsewhere } = pair;
  const state = a === null ? "added" : b === null ? "removed" : differs(pair) ? "changed" : "same";
  const words = a !== null && b !== null ? stepWords(a, b) : [];
  const figures = a !== null && b !== null ? stepFigures(a, b) : [];
  return (
    <li className={`compare-step ${state}`}>
      <div className="compare-names">
        <h4>{b?.name ?? a?.name}</h4>
        <span className={`became ${state}`}>{t(`compare-${state}`)}</span>
        {elsewhere !== null && (
          <p className="quiet">{t("compare-elsewhere", { stage: elsewhere })}</p>
        )}
        <Counts a={a} b={b} />
      </div>
      {figures.length > 0 && (
        <ul className="changes">
          {figures.map((difference) => (
            <FigureChange key={difference.figure} difference={difference} />
          ))}
        </ul>
      )}
      {words.length > 0 && (
        <ul className="word-changes">
          {words.map(({ sort, change, words }, i) => (
            <li key={i} className={change}>
              <span>
                {t(`compare-${change}`)} · {t(`compare-sort-${sort}`)}
              </span>{" "}
              {change === "added" ? <ins>{words}</ins> : <del>{words}</del>}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Counts({ a, b }: { a: Step | null; b: Step | null }) {
  const t = useText();
  const { format } = useReader();
  const one = (step: Step | null) =>
    step?.count == null ? t("nothing-known") : format.whole(step.count);
  if (a?.count == null && b?.count == null) return null;
  const same = a !== null && b !== null;
  return (
    <p className="quiet">
      {t("compare-counts", { counts: same ? `${one(a)} → ${one(b)}` : one(a ?? b) })}
    </p>
  );
}
