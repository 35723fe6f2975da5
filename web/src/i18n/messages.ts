import { FluentBundle, FluentResource } from "@fluent/bundle";

// The page's languages and their texts, from the Fluent files in `locales/`.

export const LANGUAGES = ["en", "pl", "ru", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a language calls itself. */
export const OWN_NAMES: Record<Language, string> = {
  en: "English",
  pl: "Polski",
  ru: "Русский",
  zh: "中文",
};

/** What is loaded of a language: the page in one language does without the others. */
const LOADS: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import("./texts/en"),
  pl: () => import("./texts/pl"),
  ru: () => import("./texts/ru"),
  zh: () => import("./texts/zh"),
};

const sources = new Map<Language, string>();

/** Resolves when the texts of a language are here. */
export async function loadTexts(language: Language): Promise<void> {
  sources.set(language, (await LOADS[language]()).default);
}

/** The texts of a language that is loaded, as Fluent writes them. */
export function sourceOf(language: Language): string {
  const source = sources.get(language);
  if (source === undefined) throw new Error(`the texts of ${language} are not loaded`);
  return source;
}

/** The texts of a language that is loaded. Every language has every text: a test says so. */
export function bundleOf(language: Language): FluentBundle {
  return bundleIn(language, sourceOf(language));
}

export function bundleIn(language: Language, source: string): FluentBundle {
  const bundle = new FluentBundle(language === "zh" ? "zh-Hans" : language, {
    // Marks of direction around numbers and names would be copied with them.
    useIsolating: false,
  });
  bundle.addResource(new FluentResource(source));
  return bundle;
}

const KEPT = "wayline-language";

/** The reader's language here and now. */
export function readersLanguage(): Language {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEPT);
  } catch {
    // Without storage it is the browser's.
  }
  return preferred(kept, navigator.languages);
}

/** Keeps the choice for the next time. */
export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}

/** The reader's language: chosen here before, else the first the browser prefers, else English. */
export function preferred(kept: string | null, wanted: readonly string[]): Language {
  const all = [kept ?? "", ...wanted].map((tag) => tag.toLowerCase().split("-")[0]);
  return (
    LANGUAGES.find((known) => known === all.find((tag) => LANGUAGES.some((l) => l === tag))) ?? "en"
  );
}
