import type { ResolvedMap } from "../api/shapes";

// Which part of the map a finding is about: findings name fields of its text form, readers know steps and cards.

export interface FoundAt {
  /** Key of the resolved map, where the part has one. */
  key: string | null;
  /** What readers call it. */
  name: string;
}

/** The part that a field of the text form is; `null` for the map as a whole. */
export function placeOfField(field: string | null | undefined, map: ResolvedMap): FoundAt | null {
  const found = /^stages\[(\d+)\](?:\.steps\[(\d+)\](?:\.(pains|opportunities)\[(\d+)\])?)?/.exec(
    field ?? "",
  );
  if (found !== null) {
    const [, stageAt, stepAt, list, cardAt] = found;
    const stage = map.stages[Number(stageAt)];
    if (stage === undefined) return null;
    if (stepAt === undefined) return { key: stage.key, name: stage.name };
    const step = stage.steps[Number(stepAt)];
    if (step === undefined) return { key: stage.key, name: stage.name };
    if (list === undefined) return { key: step.key, name: step.name };
    const key = `${step.key}.${list === "pains" ? "pain" : "opportunity"}.${cardAt ?? ""}`;
    const card = [...step.pains, ...step.opportunities].find((one) => one.key === key);
    return card === undefined
      ? { key: step.key, name: step.name }
      : { key, name: `${card.title} (${step.name})` };
  }
  const arc = /^(paths|hand_overs)\[(\d+)\]/.exec(field ?? "");
  if (arc === null) return null;
  const one = (arc[1] === "paths" ? map.paths : map.hand_overs)[Number(arc[2])];
  return one === undefined ? null : { key: one.key, name: `${one.from} → ${one.to}` };
}
