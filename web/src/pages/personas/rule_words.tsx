import { readTests, type FilterTest } from "../../editor/evidence/filter_tests";
import { useText, type Text } from "../../i18n/provider";

// A rule as a sentence, where it is one that can be said so.

const SIGNS: Readonly<Record<string, string>> = {
  "=": "is",
  "!=": "is-not",
  "<": "less",
  "<=": "at-most",
  ">": "more",
  ">=": "at-least",
  "~": "like",
};

/** What a rule means; `null` where it says more than this reads. */
export function wordsOfRule(rule: string, t: Text): string | null {
  const tests = rule.trim() === "" ? null : readTests(rule);
  if (tests === null || tests.length === 0) return null;
  return t("rule-words", { what: tests.map((test) => said(test, t)).join(t("rule-and")) });
}

function said(test: FilterTest, t: Text): string {
  if (test.on === "activity")
    return t(test.did ? "rule-did" : "rule-did-not", { activity: test.activity });
  const words = { name: test.name, value: String(test.value) };
  return t(`rule-${SIGNS[test.sign] ?? "is"}`, words);
}

/** The sentence under a rule. */
export function RuleWords({ rule }: { rule: string }) {
  const t = useText();
  const words = wordsOfRule(rule, t);
  return words === null ? null : <p className="rule-words">{words}</p>;
}
