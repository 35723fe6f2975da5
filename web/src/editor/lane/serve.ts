import { cardLane, type Lane } from "./lane";

// How we serve the customer, from the front to the back of the house.

export const SERVE: readonly Lane[] = [
  cardLane("evidence", { tone: "serve" }),
  cardLane("frontstage", { tone: "serve", edge: "interaction" }),
  cardLane("backstage", { tone: "serve", edge: "visibility" }),
  cardLane("support", { tone: "serve", edge: "internal" }),
  cardLane("systems", { tone: "serve" }),
  cardLane("roles", { tone: "serve" }),
  cardLane("policies", { tone: "serve" }),
  cardLane("training", { tone: "serve" }),
];
