import { useEffect, useState } from "react";
import { statusOf, weigh, type Weighed } from "../../api/live";
import { TroubleError } from "../../api/problem";
import { Figures } from "../../evidence/figures";
import { useText } from "../../i18n/provider";
import { GradeMark } from "../../ui/grade_mark";
import { readClaim } from "./claim";

/** What a claim is worth, asked again shortly after it was changed. */
export function Weighing(props: { map: string; step: string | null; claim: string }) {
  const { map, step, claim } = props;
  const t = useText();
  const [held, setHeld] = useState<{ claim: string; weighed: Weighed | string } | null>(null);
  useEffect(() => {
    const read = readClaim(claim);
    if (read === null) return;
    const stop = new AbortController();
    const wait = setTimeout(() => {
      weigh(map, step, read, stop.signal).then(
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
  }, [map, step, claim]);

  if (held?.claim !== claim)
    return (
      <p className="quiet" role="status">
        {t("edit-weighing")}
      </p>
    );
  const { weighed } = held;
  if (typeof weighed === "string")
    return (
      <p className="quiet" role="status">
        {weighed === "" ? t("edit-cannot-weigh") : weighed}
      </p>
    );
  return (
    <div className={`verdict ${weighed.grade}`} role="status">
      <GradeMark grade={weighed.grade} />
      <p>{weighed.why}</p>
      {weighed.detail !== null && <p>{weighed.detail}</p>}
      {weighed.evidence.length > 0 && <Figures evidence={weighed.evidence} />}
    </div>
  );
}
