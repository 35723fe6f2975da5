// Numbers, dates and figures in the reader's language.
import type { Language } from "./messages";

export interface Format {
  whole: (value: number) => string;
  short: (value: number) => string;
  percent: (value: number) => string;
  signed: (value: number, digits?: number) => string;
  decimal: (value: number, digits?: number) => string;
  day: (time: string) => string;
  duration: (seconds: number) => string;
  /** How long ago: `2 minutes ago`. */
  ago: (seconds: number) => string;
  /** A value of evidence by what it measures. */
  figure: (measure: string, value: number) => string;
}

export function formatOf(language: Language): Format {
  const locale = language === "zh" ? "zh-Hans" : language;
  const number = (options: Intl.NumberFormatOptions) => {
    const formatter = new Intl.NumberFormat(locale, options);
    return (value: number) => formatter.format(value).replace("-", "−");
  };
  const whole = number({ maximumFractionDigits: 0 });
  const one = number({ maximumFractionDigits: 1 });
  // As on the picture: all digits below 10,000, then three at most: `11.2 k`, `184 k`, `3.9 M`.
  const short = (value: number) => {
    const [size, unit] =
      value < 999_500 ? [1e3, "k"] : value < 999_500_000 ? [1e6, "M"] : [1e9, "G"];
    const scaled = value / size;
    if (value < 10_000) return whole(value);
    return `${scaled < 99.95 ? one(scaled) : whole(scaled)}\u00a0${unit}`;
  };
  const fine = number({ style: "percent", maximumSignificantDigits: 2 });
  const coarse = number({ style: "percent", maximumFractionDigits: 1 });
  const percent = (value: number) => (Math.abs(value) < 0.1 ? fine(value) : coarse(value));
  const signed = (value: number, digits = 2) =>
    number({ signDisplay: "exceptZero", maximumFractionDigits: digits })(value);
  const decimal = (value: number, digits = 2) => number({ maximumFractionDigits: digits })(value);
  const date = new Intl.DateTimeFormat(locale, {
    year: "numeric",
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  });
  const day = (time: string) => {
    const at = new Date(time);
    if (Number.isNaN(at.getTime())) return time;
    if (language !== "en") return date.format(at);
    // The day before the month and the month in three letters, as on the picture.
    const parts = date.formatToParts(at);
    const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? "";
    return `${part("day")} ${part("month")} ${part("year")}`;
  };
  const duration = (seconds: number) => {
    const [unit, size] = unitOf(Math.abs(seconds));
    return number({
      style: "unit",
      unit,
      unitDisplay: "long",
      maximumFractionDigits: Math.abs(seconds / size) < 10 ? 1 : 0,
    })(seconds / size);
  };
  const since = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const ago = (seconds: number) => {
    const [unit, size] = unitOf(seconds);
    return since.format(-Math.floor(seconds / size), unit);
  };
  const figure = (measure: string, value: number): string => {
    switch (measure) {
      case "rate":
      case "share":
        return percent(value);
      case "stars":
        return `${decimal(value)} ★`;
      case "odds":
        return `${decimal(value)}×`;
      case "seconds":
        return duration(value);
      case "count":
        return whole(value);
      case "nps":
      case "valence":
      case "emotion":
      case "difference":
        return signed(value);
      default:
        return decimal(value);
    }
  };
  return { whole, short, percent, signed, decimal, day, duration, ago, figure };
}

function unitOf(seconds: number): ["second" | "minute" | "hour" | "day", number] {
  if (seconds < 90) return ["second", 1];
  if (seconds < 90 * 60) return ["minute", 60];
  if (seconds < 48 * 3600) return ["hour", 3600];
  return ["day", 86_400];
}
