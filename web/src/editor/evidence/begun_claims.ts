import type { Claim } from "./claim";

/** Claims that lack something yet, by map, record and field: whoever looks at another card meanwhile finds them as they left them. */
export const BEGUN = new Map<string, Claim>();
