import type { Pain } from "../../api/shapes";
import type { Format } from "../../i18n/format";
import type { Text } from "../../i18n/provider";

// What a pain costs, in words: whatever it is ranked by, so that a reader sees why one stands above another.

/** Journeys on which it was measured; `null` where nothing is known. How many of them it hits only its rank tells. */
function measuredOn({ evidence }: Pain): number | null {
  const [first] = evidence;
  return first?.value == null ? null : first.n;
}

/** Customers lost; where that is not known, on how many it was measured; else that nothing is measured. */
export function costOf(pain: Pain, unit: string, t: Text, format: Format): string {
  if (pain.lost.value !== null)
    return t("summary-lost", { unit, count: format.short(pain.lost.value) });
  const n = measuredOn(pain);
  return n === null ? t("summary-unmeasured") : t("summary-hit", { count: format.short(n) });
}
