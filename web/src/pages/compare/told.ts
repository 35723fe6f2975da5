import type { VersionLine } from "../../api/live_api";
import type { FigureOfBoth, PartFigures, Side } from "../../api/parts";
import type { Text } from "../../i18n/provider";
import { isDay } from "./other";

// What two sides are called, and why a difference between them is not told apart.

/** Why a difference is not told apart. */
export type Reason = "base" | "zero" | "chance";

/** In the order in which they are told. */
export const REASONS: readonly Reason[] = ["zero", "base", "chance"];

/** `null` where it is told apart, or is no difference that could be. */
export function reasonOf({ told, difference, q }: FigureOfBoth): Reason | null {
  const { value, low, high } = difference;
  if (told || value === null || low == null || high == null || q == null) return null;
  if (difference.low_base === true) return "base";
  return low <= 0 && high >= 0 ? "zero" : "chance";
}

/** A rate of false discoveries, with as many digits as tell it from the bound. */
export function qWords(q: number, decimal: (value: number, digits?: number) => string): string {
  return q < 0.001 ? `<${decimal(0.001, 3)}` : decimal(q, 3);
}

/** Whose journeys, of which version, until when. */
export function sideName(
  side: Side,
  part: PartFigures,
  versions: readonly VersionLine[],
  t: Text,
  day: (time: string) => string,
): string {
  const version = versions.find((one) => String(one.version) === side.version);
  return [
    part.persona == null ? t("whose-all") : part.persona.persona,
    side.version === null ? "" : versionName(side.version, version, t, day),
    side.until === null ? "" : t("sides-until-of", { day: day(side.until) }),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** What a version is called; `known` is its line, where it has a name. */
export function versionName(
  version: string,
  known: VersionLine | undefined,
  t: Text,
  day: (time: string) => string,
): string {
  if (version === "now") return t("sides-now");
  if (known === undefined) {
    const seq = /^seq-(\d+)$/.exec(version)?.[1];
    if (seq !== undefined) return t("history-after", { seq: Number(seq) });
    if (isDay(version)) return t("times-end-of", { day: day(version) });
    return /^\d+$/.test(version) ? t("history-number", { version }) : version;
  }
  return known.made === "before_restore" ? t("history-before-restore") : known.name;
}

/** Names that are told apart: a side of which less is said is the map as it is now. */
export function namesOf(a: string, b: string, t: Text): [string, string] {
  if (b.startsWith(`${a} · `)) return [`${a} · ${t("sides-now")}`, b];
  if (a.startsWith(`${b} · `)) return [a, `${b} · ${t("sides-now")}`];
  return [a, b];
}
