import type { ResolvedMap, Stage, Step } from "../../api/shapes";

// Two maps side by side: which stage and step of one is which of the other.

export interface StepPair {
  a: Step | null;
  b: Step | null;
  /** Stage of the other map that the step stands in there, where it is not the one beside. */
  elsewhere: string | null;
}

export interface StagePair {
  a: Stage | null;
  b: Stage | null;
  steps: StepPair[];
}

/** Words without case, accents and signs. */
export function plainName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

interface Placed {
  stage: Stage;
  step: Step;
}

function placed(map: ResolvedMap): Placed[] {
  return map.stages.flatMap((stage) => stage.steps.map((step) => ({ stage, step })));
}

/** Pairs each of `a` with the first of `b` that is still alone and is the same. */
function pair<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean, into: Map<T, T>) {
  const taken = new Set(into.values());
  for (const one of a) {
    if (into.has(one)) continue;
    const other = b.find((other) => !taken.has(other) && same(one, other));
    if (other === undefined) continue;
    into.set(one, other);
    taken.add(other);
  }
}

/** Steps by name, then by the events that they are; stages by name, then by the steps that they share. */
export function alignMaps(a: ResolvedMap, b: ResolvedMap): StagePair[] {
  const [stepsA, stepsB] = [placed(a), placed(b)];
  const steps = new Map<Placed, Placed>();
  const name = ({ step }: Placed) => plainName(step.name);
  pair(stepsA, stepsB, (one, other) => name(one) !== "" && name(one) === name(other), steps);
  pair(
    stepsA,
    stepsB,
    (one, other) => one.step.match.some((activity) => other.step.match.includes(activity)),
    steps,
  );

  const stages = new Map<Stage, Stage>();
  const called = ({ name }: Stage) => plainName(name);
  pair(a.stages, b.stages, (one, other) => called(one) === called(other), stages);
  const taken = new Set(stages.values());
  for (const stage of a.stages) {
    if (stages.has(stage)) continue;
    const other = mostShared(stage, steps, taken);
    if (other === null) continue;
    stages.set(stage, other);
    taken.add(other);
  }
  return merged(a.stages, b.stages, stages).map(([one, other]) => ({
    a: one,
    b: other,
    steps: stepsWithin(one, other, stepsA, stepsB, steps),
  }));
}

function mostShared(
  stage: Stage,
  steps: ReadonlyMap<Placed, Placed>,
  taken: ReadonlySet<Stage>,
): Stage | null {
  const shared = new Map<Stage, number>();
  for (const [one, other] of steps)
    if (one.stage === stage && !taken.has(other.stage))
      shared.set(other.stage, (shared.get(other.stage) ?? 0) + 1);
  let best: [Stage, number] | null = null;
  for (const entry of shared) if (best === null || entry[1] > best[1]) best = entry;
  return best === null ? null : best[0];
}

function stepsWithin(
  a: Stage | null,
  b: Stage | null,
  stepsA: readonly Placed[],
  stepsB: readonly Placed[],
  pairs: ReadonlyMap<Placed, Placed>,
): StepPair[] {
  const matched = new Set(pairs.values());
  const mine = stepsA.filter(({ stage }) => stage === a);
  // A step that stands beside one of the first map is told there, wherever it stands in the second.
  const theirs = stepsB.filter((one) => one.stage === b && !isTold(one));
  function isTold(one: Placed): boolean {
    return matched.has(one) && !mine.some((other) => pairs.get(other) === one);
  }
  return merged(mine, theirs, pairs).map(([one, other]) => {
    const there = one === null ? other : (pairs.get(one) ?? null);
    return {
      a: one?.step ?? null,
      b: there?.step ?? null,
      elsewhere: one !== null && there !== null && there.stage !== b ? there.stage.name : null,
    };
  });
}

/** Both lists as one: the first in its order, and what only the second has after what it follows there. */
export function merged<T>(
  a: readonly T[],
  b: readonly T[],
  pairs: ReadonlyMap<T, T>,
): [T | null, T | null][] {
  const rows: [T | null, T | null][] = a.map((one) => {
    const other = pairs.get(one);
    return [one, other !== undefined && b.includes(other) ? other : null];
  });
  let after = -1;
  for (const one of b) {
    const at = rows.findIndex(([, other]) => other === one);
    if (at >= 0) {
      after = at;
      continue;
    }
    after += 1;
    rows.splice(after, 0, [null, one]);
  }
  return rows;
}
