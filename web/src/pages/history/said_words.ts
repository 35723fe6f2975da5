import { fieldOf } from "../../doc/schema";
import type { Text } from "../../i18n/provider";

// What a field said, in the reader's words.

type TextOr = (key: string, otherwise: string) => string;

/** A value as people see it; `null` for nothing. What only programs read has no words. */
export function saidWords(
  kind: string,
  field: string,
  said: string | null | undefined,
  signed: (value: number) => string,
  { t, textOr }: { t: Text; textOr: TextOr },
): string | null {
  if (said == null || said === "") return null;
  const known = fieldOf(kind, field);
  if (known === undefined) return said;
  switch (known.type) {
    case "claim":
    case "question":
      return null;
    case "flag":
      return t("history-said-yes");
    case "choice":
      return field === "feel" ? textOr(`feel-${said}`, said) : textOr(`edit-value-${said}`, said);
    case "set":
      return field === "lanes"
        ? said
            .split(", ")
            .map((lane) => textOr(`edit-lane-${lane}`, lane))
            .join(", ")
        : said;
    case "number": {
      // A moment in milliseconds, which no one reads.
      if (field === "timer") return null;
      const number = Number(said);
      // A scale that goes below zero is written with its sign.
      return known.least !== undefined && known.least < 0 && !Number.isNaN(number)
        ? signed(number)
        : said;
    }
    default:
      return said;
  }
}

/** Characters that stay before and after what differs. */
const AROUND = 40;

/** Two texts without what both begin and end with, as far as it is long. */
export function apart(from: string, to: string): [string, string] {
  const [a, b] = [Array.from(from), Array.from(to)];
  let begin = 0;
  while (begin < a.length && begin < b.length && a[begin] === b[begin]) begin += 1;
  let end = 0;
  while (
    end < a.length - begin &&
    end < b.length - begin &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  )
    end += 1;
  const skip = Math.max(0, begin - AROUND);
  const drop = Math.max(0, end - AROUND);
  const cut = (letters: string[]) =>
    `${skip > 1 ? "…" : ""}${letters.slice(skip > 1 ? skip : 0, drop > 1 ? letters.length - drop : undefined).join("")}${drop > 1 ? "…" : ""}`;
  return [cut(a), cut(b)];
}
