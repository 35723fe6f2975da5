import { useReader } from "../i18n/provider";

/** A moment, in milliseconds since 1970, in the reader's own words and time. */
export function useTime(at: number): string {
  const { language } = useReader();
  const locale = language === "zh" ? "zh-Hans" : language;
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(at);
}
