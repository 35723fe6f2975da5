import { useMemo } from "react";
import { useReader } from "../../i18n/provider";

// The time of day, in the reader's language and time zone.

/** Writes the time of day of a moment. */
export function useClock(): (time: string) => string {
  const { language } = useReader();
  return useMemo(() => {
    const clock = new Intl.DateTimeFormat(language === "zh" ? "zh-Hans" : language, {
      hour: "2-digit",
      minute: "2-digit",
    });
    return (time) => {
      const then = new Date(time);
      return Number.isNaN(then.getTime()) ? "" : clock.format(then);
    };
  }, [language]);
}
