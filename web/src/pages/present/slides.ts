import type { ResolvedMap, Stage, Step } from "../../api/shapes";
import { worstPains, type PainAt } from "../summary/choice";

// What is shown in which order: the whole first, then step by step, at last what hurts most.

export type Slide =
  | { kind: "overview"; id: "overview" }
  | {
      kind: "step";
      /** The step's key. */
      id: string;
      stage: Stage;
      stageAt: number;
      step: Step;
      /** Place among all steps, which is the column of the picture. */
      column: number;
    }
  | { kind: "pains"; id: "pains"; pains: PainAt[] };

const WORST = 3;

export function slidesOf(map: ResolvedMap): Slide[] {
  const slides: Slide[] = [{ kind: "overview", id: "overview" }];
  let column = 0;
  map.stages.forEach((stage, stageAt) => {
    for (const step of stage.steps) {
      slides.push({ kind: "step", id: step.key, stage, stageAt, step, column });
      column += 1;
    }
  });
  const pains = worstPains(map, WORST);
  if (pains.length > 0) slides.push({ kind: "pains", id: "pains", pains });
  return slides;
}

export type Turn = "next" | "before" | "first" | "last" | "leave" | "full";

/** What a key means; `null` for one that means nothing here. */
export function turnOf(key: string, shift: boolean): Turn | null {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
    case "PageDown":
      return "next";
    case " ":
      return shift ? "before" : "next";
    case "ArrowLeft":
    case "ArrowUp":
    case "PageUp":
      return "before";
    case "Home":
      return "first";
    case "End":
      return "last";
    case "Escape":
      return "leave";
    case "f":
    case "F":
      return "full";
    default:
      return null;
  }
}
