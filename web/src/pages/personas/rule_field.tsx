import { useEffect, useState } from "react";
import { countJourneys } from "../../api/live_api";
import { TroubleError } from "../../api/problem";
import { useText } from "../../i18n/provider";
import { SizeLine } from "./size_line";

/** Waits so long after the last key before the rule is counted. */
const PAUSE_MS = 350;

type Counted =
  | { state: "none" }
  | { state: "counting" }
  | { state: "known"; journeys: number; of: number }
  | { state: "wrong"; detail: string };

/** The rule that says whose journeys are a persona's, with how many it keeps as one types. */
export function RuleField({ rule, change }: { rule: string; change: (rule: string) => void }) {
  const t = useText();
  const counted = useCounted(rule.trim());
  return (
    <div className="rule">
      <label className="asking">
        <span className="asked">{t("personas-rule")}</span>
        <span className="quiet" id="rule-help">
          {t("personas-rule-help")}
        </span>
        <textarea
          rows={2}
          className="code-field"
          spellCheck={false}
          aria-describedby="rule-help rule-size"
          aria-invalid={counted.state === "wrong"}
          placeholder={'channel = "app" and count("Pays") >= 2'}
          value={rule}
          onChange={(event) => {
            change(event.target.value);
          }}
        />
      </label>
      <div id="rule-size" aria-live="polite">
        {counted.state === "counting" && <p className="quiet">{t("personas-counting")}</p>}
        {counted.state === "wrong" && <p className="bad">{counted.detail}</p>}
        {counted.state === "known" && <SizeLine journeys={counted.journeys} of={counted.of} />}
      </div>
    </div>
  );
}

function useCounted(rule: string): Counted {
  const [held, setHeld] = useState<{ rule: string; counted: Counted } | null>(null);
  useEffect(() => {
    if (rule === "") return;
    const stop = new AbortController();
    const settle = (counted: Counted) => {
      if (!stop.signal.aborted) setHeld({ rule, counted });
    };
    const timer = setTimeout(() => {
      Promise.all([countJourneys(rule, stop.signal), countJourneys(null, stop.signal)]).then(
        ([journeys, of]) => {
          settle({ state: "known", journeys, of });
        },
        (error: unknown) => {
          const known = error instanceof TroubleError && error.trouble.kind === "problem";
          if (!known) settle({ state: "none" });
          else {
            const { problem } = error.trouble as {
              problem: { detail: string; diagnostic: { help?: string | null } };
            };
            const words = [problem.detail, problem.diagnostic.help].filter(Boolean);
            settle({ state: "wrong", detail: words.join(": ") });
          }
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [rule]);
  if (rule === "") return { state: "none" };
  return held?.rule === rule ? held.counted : { state: "counting" };
}
