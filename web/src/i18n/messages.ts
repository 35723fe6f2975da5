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

const sources = import.meta.glob<string>("../../../locales/*/*.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

export function sourceOf(language: Language): string {
  const own = Object.entries(sources).filter(([path]) => path.includes(`/${language}/`));
  return own.map(([, source]) => source).join("\n");
}

/** The texts of a language, and after them English for what it lacks. */
export function bundlesOf(language: Language): FluentBundle[] {
  const order: Language[] = language === "en" ? ["en"] : [language, "en"];
  return order.map((language) => {
    const bundle = new FluentBundle(language === "zh" ? "zh-Hans" : language, {
      // Marks of direction around numbers and names would be copied with them.
      useIsolating: false,
    });
    bundle.addResource(new FluentResource(sourceOf(language)));
    return bundle;
  });
}

/** The reader's language: chosen here before, else the first the browser prefers, else English. */
export function preferred(kept: string | null, wanted: readonly string[]): Language {
  const all = [kept ?? "", ...wanted].map((tag) => tag.toLowerCase().split("-")[0]);
  return (
    LANGUAGES.find((known) => known === all.find((tag) => LANGUAGES.some((l) => l === tag))) ?? "en"
  );
}
