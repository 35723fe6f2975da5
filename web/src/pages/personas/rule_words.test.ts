import { expect, test } from "vitest";
import { wordsOfRule } from "./rule_words";

/** Says which text was asked for, with what it was given. */
const t = (key: string, words: Record<string, unknown> = {}) =>
  `${key}(${Object.values(words).join("|")})`;

test("a rule is told as a sentence, test by test", () => {
  const words = wordsOfRule('channel = "app" and not did("Pays")', t);
  expect(words).toBe("rule-words(rule-is(channel|app)rule-and()rule-did-not(Pays))");
});

test("a rule that says more than can be picked has no sentence", () => {
  expect(wordsOfRule('channel = "app" or count("Pays") >= 2', t)).toBeNull();
  expect(wordsOfRule("", t)).toBeNull();
});
