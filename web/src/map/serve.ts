// The lanes of how we serve the customer.

/** From the front to the back of the house. */
export const SERVE = [
  "evidence",
  "frontstage",
  "backstage",
  "support",
  "systems",
  "roles",
  "policies",
  "training",
] as const;
