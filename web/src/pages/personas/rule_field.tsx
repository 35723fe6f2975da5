import { useEffect, useState } from "react";
import { countJourneys } from "../../api/live_api";
import { TroubleError } from "../../api/problem";
import { useText, type Text } from "../../i18n/provider";
import { Overlap } from "./overlap";
import { RuleWords } from "./rule_words";
import { SizeLine } from "./size_line";

/** Waits so long after the last key before the rule is counted. */
const PAUSE_MS = 350;

type Counted =
  | { state: "none" }
  | { state: "counting" }
  | { state: "known"; journeys: number; of: number }
  | { state: "wrong"; detail: string; help: string | null };

/** The rule that says whose journeys are a persona's, with how many it keeps as one types. */
export function RuleField(props: {
  rule: string;
  change: (rule: string) => void;
  /** The file of the persona whose rule it is: it is not held against itself. */
  name: string | null;
}) {
  const { rule, change, name } = props;
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
        {counted.state === "wrong" && (
          <>
            <p className="bad">{unread(counted.detail, t)}</p>
            {counted.help !== null && <p>{counted.help}</p>}
            <p className="quiet">{t("rule-wrong-help")}</p>
          </>
        )}
        {counted.state === "known" && (
          <>
            <SizeLine journeys={counted.journeys} of={counted.of} />
            <RuleWords rule={rule.trim()} />
            {counted.journeys === 0 && <p className="bad">{t("rule-nobody")}</p>}
            {counted.journeys === counted.of && <p className="quiet">{t("rule-everybody")}</p>}
            {counted.journeys > 0 && <Overlap rule={rule.trim()} except={name} />}
          </>
        )}
      </div>
    </div>
  );
}

/** Where a rule breaks off, in the words of the form. */
function unread(detail: string, t: Text): string {
  const found = /at column (\d+): (.*)$/s.exec(detail);
  return found === null
    ? detail
    : t("edit-scope-unread", { place: found[1] ?? "", why: found[2] ?? "" });
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
            settle({
              state: "wrong",
              detail: problem.detail,
              help: problem.diagnostic.help ?? null,
            });
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
