import { bundleIn, LANGUAGES } from "../../i18n/messages";
import { plain } from "../filter";
import { LANES } from "../lanes";
import type { WordOf } from "./read_sheet";

// What people call lanes at the head of a row, in every language of the page.

const sources = import.meta.glob<string>("../../../../locales/*/rows.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

const OTHERS = ["stage", "step", "does", "channels", "touchpoints", "emotion"];

let words: Map<string, string> | null = null;

/** Reads the head of a row: `Pain points`, `Проблемы`, `痛点`. */
export const laneWord: WordOf = (word) => {
  words ??= allWords();
  return words.get(plain(word).replace(/[:：]$/, "")) ?? null;
};

function allWords(): Map<string, string> {
  const all = new Map<string, string>();
  const ids = [...OTHERS, ...LANES.filter(({ kind }) => kind !== null).map(({ id }) => id)];
  for (const language of LANGUAGES) {
    const own = Object.entries(sources).filter(([path]) => path.includes(`/${language}/`));
    const bundle = bundleIn(language, own.map(([, source]) => source).join("\n"));
    for (const id of ids) {
      const message = bundle.getMessage(`words-${id}`)?.value;
      if (message == null) continue;
      for (const word of bundle.formatPattern(message).split(/[,，、]\s*/))
        if (!all.has(plain(word))) all.set(plain(word), id);
    }
  }
  return all;
}
