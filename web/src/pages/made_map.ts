import type { Figure, MapLine, Pain, ResolvedMap, Stage, Step } from "../api/shapes";

// Maps made up for tests: what a test does not say is empty.

export function figure(value: number | null, half = 0.01, n = 100): Figure {
  return value === null
    ? { value, n: 0, why: "nobody was asked" }
    : { value, low: value - half, high: value + half, n };
}

export function pain(title: string, rank: number, more: Partial<Pain> = {}): Pain {
  return {
    key: `pain-${title}`,
    title,
    detail: null,
    grade: "supported",
    why: "",
    rank,
    lost: figure(10, 2),
    evidence: [],
    quotes: [],
    ...more,
  };
}

type Opportunity = Step["opportunities"][number];

export function opportunity(
  title: string,
  value: number | null,
  effort: number | null,
  more: Partial<Opportunity> = {},
): Opportunity {
  return {
    key: `opportunity-${title}`,
    title,
    detail: null,
    grade: "supported",
    value: figure(value),
    effort,
    ...more,
  };
}

type Act = Step["actions"][number];

export function act(title: string, status: Act["status"], more: Partial<Act> = {}): Act {
  return {
    key: `action-${title}`,
    title,
    kind: null,
    owner: null,
    department: null,
    due: null,
    status,
    predict: null,
    effect: figure(null),
    grade: "assumption",
    ...more,
  };
}

export function feeling(value: number | null, more: Partial<Step["emotion"]> = {}) {
  return {
    key: "emotion",
    ...figure(value, 0.1),
    feel: null,
    from: value === null ? null : ("stars" as const),
    grade: "supported" as const,
    ...more,
  };
}

export function leaving(value: number | null, half = 0.01): Step["left"] {
  return { key: "left", ...figure(value, half), count: null, open: null };
}

export function step(name: string, more: Partial<Step> = {}): Step {
  return {
    key: `step-${name}`,
    name,
    match: [],
    optional: false,
    repeats: false,
    end: false,
    count: 100,
    events: 100,
    touchpoints: [],
    channels: [],
    emotion: feeling(null),
    left: leaving(null),
    wait_s: figure(null),
    action: null,
    need: [],
    think: [],
    serve: {},
    department: null,
    voices: [],
    pains: [],
    opportunities: [],
    actions: [],
    ideas: [],
    opens: null,
    ...more,
  };
}

export function stage(name: string, ...steps: Step[]): Stage {
  return { key: `stage-${name}`, name, question: null, task: null, count: 100, steps };
}

/** A map of these stages, with the keys that the server gives. */
export function madeMap(name: string, ...stages: Stage[]): ResolvedMap {
  return {
    map: name,
    kind: "current_state",
    dataset: "made up",
    goal_text: "Fewer leave",
    actors: [],
    unit: "customer",
    sampling: "all",
    as_of: "2026-10-31T00:00:00Z",
    since: "2026-01-01T00:00:00Z",
    lanes: [],
    notes: [],
    health: {
      journeys: 1200,
      events: 9000,
      goal: figure(0.4, 0.02, 1200),
      claims: 10,
      supported: 8,
      assumptions: 2,
      ageing: 0,
      contradicted: 0,
      explained: figure(0.9, 0.02, 1200),
      lowest: { ...figure(-1.2, 0.1, 80), step: "Pays" },
    },
    stages: stages.map((stage, i) => ({
      ...stage,
      key: `s${i}`,
      steps: stage.steps.map((step, j) => ({ ...step, key: `s${i}.${j}` })),
    })),
    paths: [],
    hand_overs: [],
    diagnostics: [],
  };
}

/** A map in the list of maps, of which everything is known. */
export function madeLine(id: string, name: string, more: Partial<MapLine> = {}): MapLine {
  return {
    id,
    name,
    kind: "current_state",
    stages: 1,
    steps: 2,
    actions: 0,
    changed: null,
    comments: 0,
    mentions: [],
    proposals: 0,
    health: madeMap(name).health,
    shape: [],
    ...more,
  };
}
