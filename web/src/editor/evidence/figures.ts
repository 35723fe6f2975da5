import type { Weighed } from "../../api/live_api";
import type { Diagnostic, Grade, ResolvedMap, Stage, Step, Voice } from "../../api/shapes";

// The measured figures of the live map, by the record they belong to; and what single cards were found to be worth since.

/** As the server gives them: the resolved map, and which record each of its keys is. */
export interface FiguresAnswer {
  map: ResolvedMap;
  ids: Record<string, string>;
}

/** What is measured about a card: how well it stands, and one line of proof. */
export interface CardFigure {
  grade: Grade;
  why: string;
  detail: string | null;
  lost: { value: number | null; low: number | null; high: number | null } | null;
  n: number | null;
}

export interface Figures {
  map: ResolvedMap;
  /** Journeys of the step that most take. */
  most: number;
  stages: ReadonlyMap<string, Stage>;
  steps: ReadonlyMap<string, Step>;
  cards: ReadonlyMap<string, CardFigure>;
  voices: ReadonlyMap<string, readonly Voice[]>;
  /** Journeys that took a path, by record. */
  paths: ReadonlyMap<string, { count: number; share: number | null; grade: Grade }>;
  /** Journeys that went straight from one end of a hand-over to the other, by record. */
  handOvers: ReadonlyMap<string, number>;
}

export function figuresOf({ map, ids }: FiguresAnswer): Figures {
  const stages = new Map<string, Stage>();
  const steps = new Map<string, Step>();
  const cards = new Map<string, CardFigure>();
  const voices = new Map<string, readonly Voice[]>();
  const paths = new Map<string, { count: number; share: number | null; grade: Grade }>();
  const put = (key: string, figure: CardFigure) => {
    const id = ids[key];
    if (id !== undefined) cards.set(id, figure);
  };
  for (const stage of map.stages) {
    const id = ids[stage.key];
    if (id !== undefined) stages.set(id, stage);
    for (const step of stage.steps) {
      const id = ids[step.key];
      if (id !== undefined) {
        steps.set(id, step);
        voices.set(id, step.voices);
      }
      for (const pain of step.pains) {
        const { value, low, high } = pain.lost;
        put(pain.key, {
          grade: pain.grade,
          why: pain.why,
          detail: pain.detail,
          lost: { value, low: low ?? null, high: high ?? null },
          n: pain.evidence[0]?.n ?? null,
        });
      }
      for (const one of step.opportunities)
        put(one.key, { grade: one.grade, why: "", detail: one.detail, lost: null, n: null });
      for (const one of step.actions)
        put(one.key, { grade: one.grade, why: "", detail: null, lost: null, n: null });
    }
  }
  for (const path of map.paths) {
    const id = ids[path.key];
    if (id !== undefined)
      paths.set(id, { count: path.count, share: path.share.value, grade: path.grade });
  }
  const handOvers = new Map<string, number>();
  for (const { key, count } of map.hand_overs) {
    const id = ids[key];
    if (id !== undefined && count !== null) handOvers.set(id, count);
  }
  const most = Math.max(0, ...[...steps.values()].map(({ count }) => count ?? 0));
  return { map, most, stages, steps, cards, voices, paths, handOvers };
}

/** Code of what is said of a map whose file somebody took away. */
export const GONE = "map-file-gone";

/** Why the file of a map cannot be read, or that it is gone, which is told with its figures; `null` where it is as it should be. */
export function mistakeIn(figures: Figures | null, id: string): Diagnostic | null {
  const isOfFile = ({ code, severity, place }: Diagnostic) =>
    (severity === "error" || code === GONE) && place.file?.endsWith(`${id}.journey.yaml`) === true;
  return figures?.map.diagnostics.find(isOfFile) ?? null;
}

/** What a claim was found to be worth while it was written. */
export interface Verdict extends CardFigure {
  /** When it was asked for, in milliseconds. */
  asked: number;
}

/** By the card that makes the claim. */
export type Verdicts = ReadonlyMap<string, Verdict>;

export const NO_VERDICTS: Verdicts = new Map();

export function verdictOf({ grade, why, detail, evidence }: Weighed, asked: number): Verdict {
  return { grade, why, detail, lost: null, n: evidence[0]?.n ?? null, asked };
}

/** What is newer than figures that were asked for then: those know the rest. */
export function since(verdicts: Verdicts, asked: number): Verdicts {
  const newer = [...verdicts].filter(([, verdict]) => verdict.asked > asked);
  return newer.length === verdicts.size ? verdicts : new Map(newer);
}

export interface Measured {
  figures: Figures | null;
  verdicts: Verdicts;
}

/** What is known of a card, wherever it is shown: on the map, in its form, to the filter. */
export function cardFigure({ figures, verdicts }: Measured, id: string): CardFigure | null {
  return verdicts.get(id) ?? figures?.cards.get(id) ?? null;
}

/** How well a card stands: measured, else an assumption. */
export function gradeOf(measured: Measured, id: string): Grade {
  return cardFigure(measured, id)?.grade ?? "assumption";
}
