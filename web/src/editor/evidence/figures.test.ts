import { expect, test } from "vitest";
import {
  cardFigure,
  gradeOf,
  GONE,
  mistakeIn,
  NO_VERDICTS,
  since,
  verdictOf,
  type Figures,
} from "./figures";

const old = { grade: "assumption", why: "", detail: null, lost: null, n: null } as const;
const figures = { cards: new Map([["card", old]]) } as unknown as Figures;
const weighed = { grade: "supported", why: "so", detail: "7 %", evidence: [] } as const;
const verdict = verdictOf({ ...weighed, evidence: [] }, 100);
const verdicts = new Map([["card", verdict]]);

test("what was found while a claim was written counts until the map is known that has it", () => {
  expect(gradeOf({ figures, verdicts }, "card")).toBe("supported");
  expect(gradeOf({ figures: null, verdicts }, "card")).toBe("supported");
  // An answer that was on its way already does not have it.
  expect(since(verdicts, 99)).toEqual(verdicts);
  expect(since(verdicts, 101).size).toBe(0);
  expect(cardFigure({ figures, verdicts: since(verdicts, 101) }, "card")).toBe(old);
});

test("what nothing is known of is an assumption", () => {
  expect(gradeOf({ figures, verdicts: NO_VERDICTS }, "other")).toBe("assumption");
  expect(cardFigure({ figures: null, verdicts: NO_VERDICTS }, "card")).toBeNull();
});

test("why the file of the map cannot be read is told, and no mistake in the data", () => {
  const finding = (severity: string, file?: string) => ({
    code: "c",
    severity,
    message: file ?? "map",
    place: { file },
  });
  const told = (...diagnostics: unknown[]) =>
    mistakeIn({ map: { diagnostics } } as unknown as Figures, "m")?.message ?? null;
  expect(
    told(finding("warning", "m.journey.yaml"), finding("error", "data/events.csv")),
  ).toBeNull();
  expect(told(finding("error"), finding("error", "m.journey.yaml"))).toBe("m.journey.yaml");
  const gone = { ...finding("warning", "m.journey.yaml"), code: GONE };
  expect(told(gone)).toBe("m.journey.yaml");
  expect(mistakeIn(null, "m")).toBeNull();
});
