// Numbers, dates and figures in the reader's language.
import type { Language } from "./messages";

export interface Format {
  whole: (value: number) => string;
  short: (value: number) => string;
  /** A share of 0 … 1, as on the picture: `6.1%`, `47%`, `<0.1%`. */
  percent: (value: number) => string;
  /** The ends of an interval of a measure (of a share unless said); those of a share with one digit where they lie near each other. */
  bounds: (low: number, high: number, measure?: string) => { low: string; high: string };
  /** A point of the curve, as on the picture: `+1.6`, `−1.2`, `0.0`. */
  emotion: (value: number) => string;
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
  const fine = number({ style: "percent", maximumFractionDigits: 1 });
  const coarse = number({ style: "percent", maximumFractionDigits: 0 });
  // The same rule as on the picture (crates/model/src/percent.rs); spec/figures/percent.json holds the cases that both run.
  const to = (digits: 0 | 1, value: number) =>
    Math.sign(value) * (Math.round(Math.abs(value) * 100 * 10 ** digits) / 10 ** digits / 100);
  const percent = (value: number) => {
    const size = Math.abs(value);
    if (size > 0 && size < 0.001) return `${value < 0 ? "−" : ""}<${fine(0.001)}`;
    if (size < 0.1) return fine(to(1, value));
    if (size > 0.99 && size < 1) return fine(to(1, Math.sign(value) * Math.min(size, 0.999)));
    return coarse(to(0, value));
  };
  const tenths = number({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const point = number({
    signDisplay: "exceptZero",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
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
  // The same rule as on the picture (crates/model/src/duration.rs); spec/figures/duration.json holds the cases that both run.
  const duration = (seconds: number) => {
    const [value, unit] = lengthOf(Math.abs(seconds));
    const signed = seconds < 0 && value > 0 ? -value : value;
    if (language !== "en")
      return number({ style: "unit", unit, unitDisplay: "long", useGrouping: false })(signed);
    const short = SHORT[unit] ?? (value === 1 ? unit : `${unit}s`);
    return `${number({ useGrouping: false })(signed)}\u00a0${short}`;
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
      case "emotion":
        return point(value);
      case "nps":
      case "valence":
      case "difference":
        return signed(value);
      default:
        return decimal(value);
    }
  };
  const bounds = (low: number, high: number, measure = "rate") => {
    const isShare = measure === "rate" || measure === "share";
    const near = Math.abs(high - low) < 0.0999;
    const share = (value: number) => {
      const size = Math.abs(value);
      const edge = (size > 0 && size < 0.001) || (size > 0.999 && size < 1);
      return near && !edge ? tenths(to(1, value)) : percent(value);
    };
    const end = isShare ? share : (value: number) => figure(measure, value);
    return { low: end(low), high: end(high) };
  };
  return {
    whole,
    short,
    percent,
    bounds,
    emotion: point,
    signed,
    decimal,
    day,
    duration,
    ago,
    figure,
  };
}

const DAY = 86_400;

type LengthUnit = "second" | "minute" | "hour" | "day" | "month" | "year";

/** A unit, its seconds, and the seconds from which the next one is taken. */
const LENGTHS: readonly [LengthUnit, number, number][] = [
  ["second", 1, 60],
  ["minute", 60, 3600],
  ["hour", 3600, DAY],
  ["day", DAY, 60 * DAY],
  ["month", 30.4375 * DAY, 730.5 * DAY],
  ["year", 365.25 * DAY, Infinity],
];

/** As the picture writes them. */
const SHORT: Partial<Record<LengthUnit, string>> = { second: "s", minute: "min", hour: "h" };

/** A length of time in the unit that a person would choose, rounded before the unit is: 59.9 minutes are an hour. */
function lengthOf(seconds: number): [number, LengthUnit] {
  for (const [unit, size, until] of LENGTHS) {
    const tenths = Math.round((seconds / size) * 10) / 10;
    const value = tenths < 10 ? tenths : Math.round(seconds / size);
    if (value * size < until) return [value, unit];
  }
  return [seconds, "second"];
}

/** How long ago something is told in. */
function unitOf(seconds: number): ["second" | "minute" | "hour" | "day", number] {
  if (seconds < 90) return ["second", 1];
  if (seconds < 90 * 60) return ["minute", 60];
  if (seconds < 48 * 3600) return ["hour", 3600];
  return ["day", 86_400];
}
