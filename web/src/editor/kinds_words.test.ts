import { expect, test } from "vitest";
import { kindOf } from "../doc/schema";
import { bundleOf, LANGUAGES } from "../i18n/messages";
import { CARDS } from "./kinds";

// What a kind of card needs to be called by, whose keys are made of its name: no other test can see that one is missing.

/** As a card's fields are labelled in its form: `form/field.ts`. */
function fieldKeys(kind: string): string[][] {
  return (kindOf(kind)?.fields ?? []).map(({ field }) => [
    `edit-field-${kind}-${field}`,
    `edit-field-${field}`,
  ]);
}

test.each(LANGUAGES)("every kind of card has its words in %s", (language) => {
  const bundle = bundleOf(language);
  const missing = CARDS.flatMap((kind) => [
    [`edit-kind-${kind}`],
    [`edit-hint-${kind}`],
    [`words-${kind}`],
    [`compare-sort-${kind}`],
    ...fieldKeys(kind),
  ]).filter((keys) => keys.every((key) => !bundle.hasMessage(key)));
  expect(missing).toEqual([]);
});
