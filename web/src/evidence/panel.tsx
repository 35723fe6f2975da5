import { useCallback, useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { files, getEvidence } from "../api/client";
import type { EvidenceDetail } from "../api/shapes";
import { useRemote } from "../api/use_remote";
import { useText } from "../i18n/provider";
import { Loading, TroubleNotice } from "../pages/trouble";
import { GradeMark } from "../ui/grade_mark";
import { Figures } from "./figures";
import { Journeys } from "./journeys";
import { Repeat } from "./repeat";
import { Verbatims } from "./verbatims";

/** What stands behind one part of the map. Beside the map, not over it: the next part can be clicked at once. */
export function EvidencePanel(props: {
  map: string;
  part: string;
  /** Only the journeys of this persona. */
  persona?: string | null;
  close: () => void;
}) {
  const { map, part, persona = null, close } = props;
  const t = useText();
  const load = useCallback(
    (signal: AbortSignal) => getEvidence(map, part, signal, persona),
    [map, part, persona],
  );
  const [detail, again] = useRemote(load);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus();
    panel.current?.scrollTo(0, 0);
  }, [part]);
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) close();
    };
    addEventListener("keydown", escape);
    return () => {
      removeEventListener("keydown", escape);
    };
  }, [close]);

  return (
    <aside className="panel" ref={panel} tabIndex={-1} aria-label={t("evidence-panel")}>
      <Button className="button small panel-close" onPress={close} aria-label={t("close")}>
        ✕
      </Button>
      {detail.state === "loading" && <Loading text={t("evidence-loading")} />}
      {detail.state === "failed" && <TroubleNotice trouble={detail.trouble} again={again} />}
      {detail.state === "ready" && <Detail map={map} persona={persona} detail={detail.value} />}
    </aside>
  );
}

function Detail(props: { map: string; persona: string | null; detail: EvidenceDetail }) {
  const { map, persona, detail } = props;
  const t = useText();
  return (
    <>
      <h2>{detail.title}</h2>
      {detail.claim != null && <p className="claim">{detail.claim}</p>}
      <div className={`verdict ${detail.grade}`}>
        <GradeMark grade={detail.grade} />
        <p>{detail.why}</p>
      </div>
      <section aria-labelledby="figures">
        <h3 id="figures">
          {t("evidence-figures")}
          {detail.evidence.length > 0 && (
            <a className="csv" href={files.figures(map, detail.key, persona)} download>
              {t("evidence-csv")}
            </a>
          )}
        </h3>
        <Figures evidence={detail.evidence} />
      </section>
      {detail.verbatims.length > 0 && <Verbatims voices={detail.verbatims} />}
      <Repeat command={detail.command ?? null} question={detail.question ?? null} />
      {detail.journeys.length > 0 && (
        <Journeys journeys={detail.journeys} total={detail.journeys_total} />
      )}
    </>
  );
}
