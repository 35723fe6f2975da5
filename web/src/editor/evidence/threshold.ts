import { readDuration, writeDuration } from "../form/duration";
import type { Op } from "./claim";

// The number of a claim as people write it: shares in per cent, times with their unit.

export type Measure = "share" | "points" | "time" | "count" | "plain";

/** What the figure of a question is measured in. */
export function measureOf(op: Op, quantity: string): Measure {
  switch (op) {
    case "counts":
      if (quantity === "count") return "count";
      return quantity === "difference" ? "points" : "share";
    case "funnel":
      return quantity === "difference" ? "points" : "share";
    case "dwell":
      return "time";
    default:
      return "plain";
  }
}

export type Read = { number: number } | { wrong: "number" | "share" | "points" | "time" | "count" };

/** Reads what was typed. A share is always in per cent, with the sign or without. */
export function readThreshold(text: string, measure: Measure): Read {
  const words = text
    .trim()
    .replace(/^[−–]/, "-")
    .replace(/[\s\u00a0\u202f']/g, "");
  switch (measure) {
    case "share": {
      const number = numberOf(words.replace(/[%％]$/, ""));
      return number === null || number < 0 || number > 100
        ? { wrong: "share" }
        : { number: hundredth(number) };
    }
    case "points": {
      const number = numberOf(words.replace(/[%％]$/, ""));
      return number === null || Math.abs(number) > 100
        ? { wrong: "points" }
        : { number: hundredth(number) };
    }
    case "time": {
      const back = words.startsWith("-");
      const read = readDuration(words.replace("-", ""));
      return read === null ? { wrong: "time" } : { number: back ? -read.seconds : read.seconds };
    }
    case "count": {
      // 1,000 and 1.000 are a thousand here, because nothing is counted in parts.
      const digits = /^\d{1,3}([.,]\d{3})+$/.test(words) ? words.replace(/[.,]/g, "") : words;
      return /^\d{1,15}$/.test(digits) ? { number: Number(digits) } : { wrong: "count" };
    }
    case "plain": {
      const number = numberOf(words);
      return number === null ? { wrong: "number" } : { number };
    }
  }
}

/** As it stands in the field when nobody types, and as it is read back to who does. */
export function showThreshold(number: number, measure: Measure): string {
  switch (measure) {
    case "share":
    case "points":
      return `${Number((number * 100).toFixed(8))} %`.replace("-", "−");
    case "time":
      return number < 0 ? `−${writeDuration(-number)}` : writeDuration(number);
    default:
      return String(number).replace("-", "−");
  }
}

function numberOf(text: string): number | null {
  return /^-?(\d+([.,]\d*)?|[.,]\d+)$/.test(text) ? Number(text.replace(",", ".")) : null;
}

function hundredth(number: number): number {
  return Number((number / 100).toFixed(10));
}
