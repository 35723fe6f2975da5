import type { Figure, ResolvedMap, Step } from "../../api/shapes";
import { SERVE } from "../../map/serve";
import { stepsOf } from "../summary/choice";
import { plainName, type StagePair, type StepPair } from "./align";

// What differs between two steps or maps. Figures differ only where their intervals do not overlap.

export type Verdict =
  | "higher"
  | "lower"
  /** The intervals overlap: no difference can be told. */
  | "unclear"
  /** One of them is not known, or has no interval. */
  | "unknown";

/** How the second figure stands to the first. */
export function verdictOf(a: Figure, b: Figure): Verdict {
  if (a.value === null || b.value === null) return "unknown";
  if (a.low == null || a.high == null || b.low == null || b.high == null) return "unknown";
  if (b.low > a.high) return "higher";
  return b.high < a.low ? "lower" : "unclear";
}

export interface FigureDifference {
  /** Which figure: a key of the locales. */
  figure: "left" | "wait" | "emotion" | "goal" | "explained" | "lowest";
  measure: "rate" | "seconds" | "emotion";
  /** Whether more of it is better. */
  better: "higher" | "lower";
  a: Figure;
  b: Figure;
  verdict: Verdict;
}

function differ(
  figure: FigureDifference["figure"],
  measure: FigureDifference["measure"],
  better: FigureDifference["better"],
  a: Figure,
  b: Figure,
): FigureDifference {
  return { figure, measure, better, a, b, verdict: verdictOf(a, b) };
}

/** Figures of two steps that are the same, those known in neither left out. */
export function stepFigures(a: Step, b: Step): FigureDifference[] {
  return [
    differ("left", "rate", "lower", a.left, b.left),
    differ("wait", "seconds", "lower", a.wait_s, b.wait_s),
    differ("emotion", "emotion", "higher", a.emotion, b.emotion),
  ].filter(({ a, b }) => a.value !== null || b.value !== null);
}

export function mapFigures(a: ResolvedMap, b: ResolvedMap): FigureDifference[] {
  return [
    differ("goal", "rate", "higher", a.health.goal, b.health.goal),
    differ("explained", "rate", "higher", a.health.explained, b.health.explained),
    differ("lowest", "emotion", "higher", a.health.lowest, b.health.lowest),
  ];
}

/** Words that stand on one map only. */
export interface WordDifference {
  sort:
    | "name"
    | "action"
    | "channel"
    | "touchpoint"
    | "need"
    | "think"
    | "pain"
    | "opportunity"
    | "act"
    | "idea"
    | (typeof SERVE)[number];
  change: "added" | "removed";
  words: string;
}

/** What the second says that the first does not, and the other way round. */
export function stepWords(a: Step, b: Step): WordDifference[] {
  const lists: [WordDifference["sort"], readonly string[], readonly string[]][] = [
    ["name", [a.name], [b.name]],
    ["action", listOf(a.action), listOf(b.action)],
    ["touchpoint", a.touchpoints, b.touchpoints],
    ["channel", a.channels, b.channels],
    ["need", a.need, b.need],
    ["think", a.think, b.think],
    ["pain", titles(a.pains), titles(b.pains)],
    ["opportunity", titles(a.opportunities), titles(b.opportunities)],
    ["act", titles(a.actions), titles(b.actions)],
    ["idea", a.ideas, b.ideas],
    ...SERVE.map((lane): [WordDifference["sort"], readonly string[], readonly string[]] => [
      lane,
      a.serve[lane] ?? [],
      b.serve[lane] ?? [],
    ]),
  ];
  return lists.flatMap(([sort, was, is]) => {
    const [known, now] = [new Set(was.map(plainName)), new Set(is.map(plainName))];
    return [
      ...was
        .filter((words) => !now.has(plainName(words)))
        .map((words) => ({ sort, change: "removed" as const, words })),
      ...is
        .filter((words) => !known.has(plainName(words)))
        .map((words) => ({ sort, change: "added" as const, words })),
    ];
  });
}

function listOf(text: string | null): string[] {
  return text === null ? [] : [text];
}

function titles(cards: readonly { title: string }[]): string[] {
  return cards.map(({ title }) => title);
}

/** Whether anything differs at a step, in words or beyond the intervals. */
export function differs({ a, b, elsewhere }: StepPair): boolean {
  if (a === null || b === null || elsewhere !== null) return true;
  const told = stepFigures(a, b).some(({ verdict }) => verdict === "higher" || verdict === "lower");
  return told || stepWords(a, b).length > 0;
}

export interface Tally {
  same: number;
  changed: number;
  added: number;
  removed: number;
}

/** How many steps are the same, changed, new and gone. */
export function tally(stages: readonly StagePair[]): Tally {
  const count: Tally = { same: 0, changed: 0, added: 0, removed: 0 };
  for (const pair of stages.flatMap(({ steps }) => steps)) {
    if (pair.a === null) count.added += 1;
    else if (pair.b === null) count.removed += 1;
    else if (differs(pair)) count.changed += 1;
    else count.same += 1;
  }
  return count;
}

/** Emotion of both maps along the aligned steps; `null` where a map has no such step or nobody was asked. */
export function feelings(stages: readonly StagePair[]): { a: Step | null; b: Step | null }[] {
  return stages.flatMap(({ steps }) => steps.map(({ a, b }) => ({ a, b })));
}

/** Whether any emotion of a map is known. */
export function isFelt(map: ResolvedMap): boolean {
  return stepsOf(map).some(({ emotion }) => emotion.value !== null);
}
