import { cardLane } from "./lane";

/** What the customer needs. */
export const NEED = cardLane("need");
