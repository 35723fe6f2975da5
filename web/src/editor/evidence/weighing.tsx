import { useEffect, useState } from "react";
import { hasEvents } from "../../api/has_events";
import { statusOf } from "../../api/ask";
import { weigh, type Weighed } from "../../api/live_api";
import { TroubleError } from "../../api/problem";
import { Figures } from "../../evidence/figures";
import { useText, type Text } from "../../i18n/provider";
import { GradeMark } from "../../ui/grade_mark";
import { isOp, readClaim, readTest } from "./claim";
import { measureOf, showThreshold } from "./threshold";

/** What a claim is worth, asked again shortly after it was changed. */
export function Weighing(props: {
  map: string;
  step: string | null;
  /** The card that makes the claim. */
  card: string;
  claim: string;
}) {
  const { map, step, card, claim } = props;
  const t = useText();
  const [held, setHeld] = useState<{ claim: string; weighed: Weighed | string | null } | null>(
    null,
  );
  useEffect(() => {
    const read = readClaim(claim);
    if (read === null) return;
    const stop = new AbortController();
    const wait = setTimeout(() => {
      const asked = async () =>
        (await hasEvents(stop.signal)) ? weigh(map, step, read, card, stop.signal) : null;
      asked().then(
        (weighed) => {
          setHeld({ claim, weighed });
        },
        (error: unknown) => {
          if (stop.signal.aborted) return;
          const known = error instanceof TroubleError;
          // A server that does not weigh yet answers that there is no such page.
          const gone = !known || statusOf(error) === 404 || error.trouble.kind !== "problem";
          setHeld({ claim, weighed: gone ? "" : error.message });
        },
      );
    }, 400);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [map, step, card, claim]);

  if (held?.claim !== claim)
    return (
      <p className="quiet" role="status">
        {t("edit-weighing")}
      </p>
    );
  const { weighed } = held;
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
