import { useCallback, useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { openAsking } from "../../api/asking";
import { countedBy } from "../../api/live_api";
import { TroubleError } from "../../api/problem";
import { useRemote } from "../../api/use_remote";
import { useText, type Text } from "../../i18n/provider";
import { exampleRule, meantBy, strangeOf, THE_DATA, unhelped, type Strange } from "./did_you_mean";
import { Overlap } from "./overlap";
import { RuleWords } from "./rule_words";
import { SizeLine } from "./size_line";

/** Waits so long after the last key before the rule is counted. */
const PAUSE_MS = 350;

type Counted =
  | { state: "none" }
  | { state: "counting" }
  /** `strange`: what the rule names and no event has. */
  | { state: "known"; journeys: number; of: number; strange: readonly Strange[] }
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
  const example = useExample();
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
          placeholder={example}
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
        {(counted.state === "known" || counted.state === "wrong") && (
          <DidYouMean
            rule={rule.trim()}
            change={change}
            strange={counted.state === "known" ? counted.strange : NOTHING}
          />
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

/** A rule that the data of this project answer; one that shows what can be said, where nothing is known of them. */
function useExample(): string {
  const [made] = useRemote(loadExample);
  if (made.state === "loading") return "";
  return (made.state === "ready" ? made.value : null) ?? 'channel = "app" and count("Pays") >= 2';
}

const loadExample = (signal: AbortSignal) => exampleRule(THE_DATA, signal);

const NOTHING: readonly Strange[] = [];

/** Words that the data do not have, with those that are near: one press puts one in. Where none can be put in, that is only said. */
function DidYouMean(props: {
  rule: string;
  change: (rule: string) => void;
  strange: readonly Strange[];
}) {
  const { rule, change, strange } = props;
  const t = useText();
  const [meant] = useRemote(
    useCallback((signal: AbortSignal) => meantBy(rule, THE_DATA, signal), [rule]),
  );
  if (meant.state === "loading") return null;
  const offered = meant.state === "ready" ? meant.value : [];
  return (
    <>
      {offered.map((one) => (
        <p key={one.rule}>
          {t("rule-not-there", { said: one.said })}{" "}
          <Button
            className="button small"
            onPress={() => {
              change(one.rule);
            }}
          >
            {t("rule-did-you-mean", { meant: one.meant })}
          </Button>
        </p>
      ))}
      {unhelped(strange, offered).map((one) => (
        <p key={one.note} className="bad">
          {strangeWords(one, t)}
        </p>
      ))}
    </>
  );
}

/** What no event has, in the reader's language where it is known which word of the rule that is. */
function strangeWords({ note, read }: Strange, t: Text): string {
  if (read === null) return note;
  const { name, said, meant, there } = read;
  const told = t("rule-not-of", { name, said });
  if (meant !== null) return `${told} ${t("rule-did-you-mean", { meant })}`;
  return there === "" ? told : `${told} ${t("rule-there", { values: there })}`;
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
    const settle = (counted: Counted) => {
      setHeld({ rule, counted });
    };
    const asking = openAsking({
      ask: (signal) => Promise.all([countedBy(rule, signal), countedBy(null, signal)]),
      answered: ([part, whole]) => {
        const strange = strangeOf(part.notes.filter((note) => !whole.notes.includes(note)));
        settle({ state: "known", journeys: part.journeys, of: whole.journeys, strange });
      },
      failed: (error) => {
        const trouble = error instanceof TroubleError ? error.trouble : null;
        if (trouble?.kind !== "problem") settle({ state: "none" });
        else {
          const { detail, diagnostic } = trouble.problem;
          settle({ state: "wrong", detail, help: diagnostic.help ?? null });
        }
      },
      after: PAUSE_MS,
    });
    return asking.stop;
  }, [rule]);
  if (rule === "") return { state: "none" };
  return held?.rule === rule ? held.counted : { state: "counting" };
}
