import { cardLane } from "./lane";

/** What came to somebody's mind: becomes an opportunity, or an action with one. */
export const IDEA = cardLane("idea", { tone: "idea" });
