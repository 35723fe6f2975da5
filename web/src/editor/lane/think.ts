import { cardLane } from "./lane";

/** What the customer thinks, in their words. */
export const THINK = cardLane("think", { tone: "said" });
