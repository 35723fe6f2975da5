import type { Figure, Grade, Pain, ResolvedMap, Step } from "../../api/shapes";

// What of a map is worth a leader's minute: the same choice for the summary and the presentation.

export interface PainAt {
  pain: Pain;
  step: Step;
}

type Idea = Step["opportunities"][number];
type Act = Step["actions"][number];

export interface IdeaAt {
  idea: Idea;
  step: Step;
}

export interface ActAt {
  act: Act;
  step: Step;
}

export function stepsOf(map: ResolvedMap): Step[] {
  return map.stages.flatMap((stage) => stage.steps);
}

/** The worst first, as the server ranked them. What the data deny comes last. */
export function worstPains(map: ResolvedMap, most: number): PainAt[] {
  const all = stepsOf(map).flatMap((step) => step.pains.map((pain) => ({ pain, step })));
  const denied = ({ pain }: PainAt) => (pain.grade === "contradicted" ? 1 : 0);
  return all.toSorted((a, b) => denied(a) - denied(b) || a.pain.rank - b.pain.rank).slice(0, most);
}

/** Most worth for the least effort first; after those with both figures, those with one, the better known first. */
export function quickWins(map: ResolvedMap, most: number): IdeaAt[] {
  const all = stepsOf(map)
    .flatMap((step) => step.opportunities.map((idea) => ({ idea, step })))
    .filter(({ idea }) => idea.grade !== "contradicted" && (idea.value.value ?? 1) > 0);
  const group = ({ idea }: IdeaAt) =>
    idea.value.value === null ? (idea.effort === null ? 3 : 2) : idea.effort === null ? 1 : 0;
  const worth = ({ idea }: IdeaAt) => {
    const { value } = idea.value;
    if (value !== null && idea.effort !== null) return value / Math.max(idea.effort, 0.1);
    return value ?? (idea.effort === null ? 0 : -idea.effort);
  };
  return all.toSorted((a, b) => group(a) - group(b) || worth(b) - worth(a)).slice(0, most);
}

const PROGRESS: Record<Act["status"], number> = { running: 0, planned: 1, shipped: 2, dropped: 3 };

/** What is being done, the soonest due first; what was dropped is not done. */
export function beingDone(map: ResolvedMap): ActAt[] {
  return stepsOf(map)
    .flatMap((step) => step.actions.map((act) => ({ act, step })))
    .filter(({ act }) => act.status !== "dropped")
    .toSorted(
      (a, b) =>
        PROGRESS[a.act.status] - PROGRESS[b.act.status] ||
        (a.act.due ?? "9999").localeCompare(b.act.due ?? "9999"),
    );
}

/** Actions that nobody has finished. */
export function openActions(map: ResolvedMap): number {
  return beingDone(map).filter(({ act }) => act.status !== "shipped").length;
}

/** The lowest and the highest moment; small bases and estimates only where there is nothing else. */
export function extremes<T extends Pick<Step, "emotion">>(
  all: readonly T[],
): { low: T; high: T } | null {
  const felt = all.filter(({ emotion }) => emotion.value !== null);
  const firm = felt.filter(
    ({ emotion }) => emotion.low_base !== true && emotion.grade !== "assumption",
  );
  const steps = (firm.length > 0 ? firm : felt).toSorted(
    (a, b) => (a.emotion.value ?? 0) - (b.emotion.value ?? 0),
  );
  const [low] = steps;
  const high = steps.at(-1);
  return low === undefined || high === undefined ? null : { low, high };
}

export interface Assumed {
  key: string;
  title: string;
  sort: "pain" | "opportunity" | "emotion";
  step: Step;
}

/** What is said without evidence, in the order of the map. */
export function assumed(map: ResolvedMap): Assumed[] {
  const guess = ({ grade }: { grade: Grade }) => grade === "assumption";
  return stepsOf(map).flatMap((step) => [
    ...(guess(step.emotion) && (step.emotion.value !== null || step.emotion.feel !== null)
      ? [{ key: step.emotion.key, title: step.emotion.feel ?? "", sort: "emotion" as const, step }]
      : []),
    ...step.pains
      .filter(guess)
      .map(({ key, title }) => ({ key, title, sort: "pain" as const, step })),
    ...step.opportunities
      .filter(guess)
      .map(({ key, title }) => ({ key, title, sort: "opportunity" as const, step })),
  ]);
}

/** Whether a figure rests on too few to be drawn solid. */
export function hollow(figure: Figure): boolean {
  return figure.low_base === true;
}
