import { LocalizationProvider, ReactLocalization, useLocalization } from "@fluent/react";
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import { formatOf, type Format } from "./format";
import { bundlesOf, preferred, type Language } from "./messages";

// The reader's language: kept in the browser, given to everything inside.

const KEPT = "wayline-language";

interface Reader {
  language: Language;
  choose: (language: Language) => void;
  format: Format;
}

const ReaderContext = createContext<Reader | null>(null);

/** Gives everything inside the reader's language. */
export function InReadersLanguage({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() => preferred(kept(), navigator.languages));
  const texts = useMemo(() => new ReactLocalization(bundlesOf(language), null), [language]);
  const reader = useMemo<Reader>(
    () => ({
      language,
      format: formatOf(language),
      choose: (language) => {
        setLanguage(language);
        try {
          localStorage.setItem(KEPT, language);
        } catch {
          // Without storage the choice holds until the page is closed.
        }
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

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
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
