import { LocalizationProvider, ReactLocalization, useLocalization } from "@fluent/react";
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import { formatOf, type Format } from "./format";
import { bundleOf, keepLanguage, type Language, loadTexts, readersLanguage } from "./messages";

// The reader's language: kept in the browser, given to everything inside.

interface Reader {
  language: Language;
  choose: (language: Language) => void;
  format: Format;
}

const ReaderContext = createContext<Reader | null>(null);

/** Gives everything inside the reader's language, whose texts are loaded. */
export function InReadersLanguage({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(readersLanguage);
  const texts = useMemo(() => new ReactLocalization([bundleOf(language)], null), [language]);
  const reader = useMemo<Reader>(
    () => ({
      language,
      format: formatOf(language),
      choose: (language) => {
        // Where the texts cannot be had, the page stays as it is.
        void loadTexts(language).then(
          () => {
            setLanguage(language);
            keepLanguage(language);
          },
          () => undefined,
        );
      },
    }),
    [language],
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <ReaderContext value={reader}>
      <I18nProvider locale={language}>
        <LocalizationProvider l10n={texts}>{children}</LocalizationProvider>
      </I18nProvider>
    </ReaderContext>
  );
}

export function useReader(): Reader {
  const reader = use(ReaderContext);
  if (reader === null) throw new Error("the page is not inside InReadersLanguage");
  return reader;
}

export type Text = (key: string, values?: Record<string, string | number>) => string;

/** The page's texts: `t("evidence-journeys", { count: 12 })`. */
export function useText(): Text {
  const { l10n } = useLocalization();
  return useMemo(() => (key, values) => l10n.getString(key, values ?? null), [l10n]);
}

/** A text whose key is made from data, or what stands in when there is none. */
export function useTextOr(): (key: string, otherwise: string) => string {
  const { l10n } = useLocalization();
  return useMemo(
    () => (key, otherwise) => (l10n.getBundle(key) === null ? otherwise : l10n.getString(key)),
    [l10n],
  );
}
