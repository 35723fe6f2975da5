// Why a page itself keeps something from the server; the codes have words in the locales.
import type { Why } from "./tabs";

/** Why what this browser had of a map is not joined with what the server has under its name. */
export const OTHER_MAP: Why = {
  code: "other-map",
  detail: "the server began this map anew: it is not the one that this browser knew",
  help: "what this browser knew is kept aside; go on with the server's map",
};

/** Why nothing is sent from a page to which the server answers as to somebody else. */
export const SOMEBODY_ELSE: Why = {
  code: "nobody",
  detail: "somebody else has joined in this browser since",
  help: "go on as they; what you wrote stays in this browser",
};
