import { cardLane } from "./lane";

/** What came to somebody's mind: becomes an opportunity. */
export const IDEA = cardLane("idea", { tone: "idea" });
