import { useEffect, useState } from "react";
import { hasEvents } from "../../api/has_events";
import { statusOf } from "../../api/ask";
import { weigh, type Weighed } from "../../api/live_api";
import { TroubleError } from "../../api/problem";
import type { Grade } from "../../api/shapes";
import { Figures } from "../../evidence/figures";
import { useText, type Text } from "../../i18n/provider";
import { GradeMark } from "../../ui/grade_mark";
import { usePersona } from "../../pages/personas/whose";
import { useDesk, useMine } from "../desk";
import { isOp, readClaim, readTest } from "./claim";
import { cardFigure, verdictOf, type CardFigure } from "./figures";
import { measureOf, showThreshold } from "./threshold";

/** What a claim was found to be worth; a text where it could not be weighed, `null` where there are no events. */
interface Held {
  claim: string;
  persona: string | null;
  at: number;
  weighed: Weighed | string | null;
}

/** What a claim is worth, asked again shortly after it was changed, over the journeys that are shown. The map shows the same of the card. */
export function Weighing({
  map,
  step,
  card,
  claim,
}: {
  map: string;
  step: string | null;
  /** The card that makes the claim. */
  card: string;
  claim: string;
}) {
  const t = useText();
  const persona = usePersona();
  const desk = useDesk();
  const figure = useMine((ui) => cardFigure(ui, card));
  const figuresAsked = useMine((ui) => ui.figuresAsked);
  const [held, setHeld] = useState<Held | null>(null);
  useEffect(() => {
    const read = readClaim(claim);
    if (read === null) return;
    const stop = new AbortController();
    const wait = setTimeout(() => {
      const at = Date.now();
      const asked = async () =>
        (await hasEvents(stop.signal)) ? weigh(map, step, read, card, persona, stop.signal) : null;
      asked().then(
        (weighed) => {
          if (stop.signal.aborted) return;
          setHeld({ claim, persona, at, weighed });
          const { verdicts, figuresAsked } = desk.ui.get();
          if (weighed === null || at <= figuresAsked) return;
          desk.ui.set({ verdicts: new Map(verdicts).set(card, verdictOf(weighed, at)) });
        },
        (error: unknown) => {
          if (stop.signal.aborted) return;
          const known = error instanceof TroubleError;
          // A server that does not weigh yet answers that there is no such page.
          const gone = !known || statusOf(error) === 404 || error.trouble.kind !== "problem";
          setHeld({ claim, persona, at, weighed: gone ? "" : error.message });
        },
      );
    }, 400);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [desk, map, step, card, claim, persona]);

  if (held?.claim !== claim || held.persona !== persona) return <Pending />;
  const { at, weighed } = held;
  // The data may have changed since it was weighed, or the server can be reached again: then the map knows better.
  const isNewer = figuresAsked > at && weighed !== null;
  if (isNewer && figure !== null && figure.grade !== gradeIn(weighed))
    return <AsOnMap figure={figure} />;
  if (weighed === null || typeof weighed === "string")
    return (
      <p className="quiet" role="status">
        {weighed === null
          ? t("edit-weigh-no-events")
          : weighed === ""
            ? t("edit-cannot-weigh")
            : weighed}
      </p>
    );
  const figures = weighed.evidence.some(({ value }) => value != null);
  return (
    <div className={`verdict ${weighed.grade}`} role="status">
      <GradeMark grade={weighed.grade} />
      <p>{whyOf(weighed, claim, t)}</p>
      {!figures && weighed.detail !== null && <p>{weighed.detail}</p>}
      {weighed.evidence.length > 0 && <Figures evidence={weighed.evidence} />}
    </div>
  );
}

function gradeIn(weighed: Held["weighed"]): Grade | null {
  return typeof weighed === "object" ? (weighed?.grade ?? null) : null;
}

function Pending() {
  const t = useText();
  return (
    <p className="quiet" role="status">
      {t("edit-weighing")}
    </p>
  );
}

function AsOnMap({ figure: { grade, why, detail } }: { figure: CardFigure }) {
  return (
    <div className={`verdict ${grade}`} role="status">
      <GradeMark grade={grade} />
      {why !== "" && <p>{why}</p>}
      {detail !== null && <p>{detail}</p>}
    </div>
  );
}

/** Why, in words: the figures themselves stand below, once. */
function whyOf({ grade, why, evidence }: Weighed, claim: string, t: Text): string {
  const unread = /at column (\d+): (.*)$/s.exec(why);
  if (unread !== null)
    return t("edit-scope-unread", { place: unread[1] ?? "", why: unread[2] ?? "" });
  const read = readClaim(claim);
  const test = readTest(read?.is);
  const known = evidence.some(({ value }) => value != null);
  if (!known || test?.number == null || read === null || !isOp(read.op)) return why;
  const number = showThreshold(test.number, measureOf(read.op, test.quantity));
  if (grade === "supported") return t("edit-verdict-supported", { number });
  if (grade === "contradicted") return t("edit-verdict-contradicted", { number });
  return why;
}
