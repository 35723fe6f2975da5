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

/** The worst first, as the server ranked them: the order of the map, of `wayline show` and of every picture. */
export function worstPains(map: ResolvedMap, most: number): PainAt[] {
  const all = stepsOf(map).flatMap((step) => step.pains.map((pain) => ({ pain, step })));
  return all.toSorted((a, b) => a.pain.rank - b.pain.rank).slice(0, most);
}

/** So many person-weeks are little. */
export const QUICK_WEEKS = 4;

/** What may be worth something: all but what the data deny, and what would make it worse. */
function hopeful(map: ResolvedMap): IdeaAt[] {
  return stepsOf(map)
    .flatMap((step) => step.opportunities.map((idea) => ({ idea, step })))
    .filter(({ idea }) => idea.grade !== "contradicted" && (idea.value.value ?? 1) > 0);
}

function isQuick({ idea }: IdeaAt): boolean {
  return idea.effort !== null && idea.effort <= QUICK_WEEKS;
}

/** Of known and little effort: most worth for the least of it first; of unknown worth after those, the least effort first. */
export function quickWins(map: ResolvedMap, most: number): IdeaAt[] {
  const effort = ({ idea }: IdeaAt) => idea.effort ?? 0;
  const worth = (at: IdeaAt) => (at.idea.value.value ?? 0) / Math.max(effort(at), 0.1);
  return hopeful(map)
    .filter(isQuick)
    .toSorted((a, b) => worth(b) - worth(a) || effort(a) - effort(b))
    .slice(0, most);
}

/** The rest: of larger effort, or of one that nobody has said. Most worth first, and of unknown worth those of which the effort is known. */
export function otherIdeas(map: ResolvedMap): IdeaAt[] {
  const worth = ({ idea }: IdeaAt) => idea.value.value ?? 0;
  const effort = ({ idea }: IdeaAt) => idea.effort ?? Number.MAX_VALUE;
  return hopeful(map)
    .filter((at) => !isQuick(at))
    .toSorted((a, b) => worth(b) - worth(a) || effort(a) - effort(b));
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
