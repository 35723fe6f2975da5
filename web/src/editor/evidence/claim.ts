// A claim as a form fills it in: a question, and what its answer must be. See docs/methods and crates/project/src/resolve/claim.rs.

export type Op = "ratings" | "dwell" | "funnel" | "counts" | "drivers";

/** What each question asks for, and which figures its answer has. */
export const OPS: Readonly<
  Record<Op, { fields: readonly ClaimFieldName[]; quantities: readonly string[] }>
> = {
  ratings: { fields: ["about"], quantities: ["mean"] },
  dwell: { fields: ["from", "to"], quantities: ["median_s"] },
  funnel: { fields: ["steps", "within"], quantities: ["rate"] },
  counts: { fields: [], quantities: ["rate", "count"] },
  drivers: { fields: ["goal", "within"], quantities: ["odds"] },
};

export type ClaimFieldName = "about" | "from" | "to" | "steps" | "within" | "goal";

export type Claim = Record<string, unknown> & { op: string };

export interface Test {
  quantity: string;
  side: "<" | ">";
  number: number;
}

/** Reads a claim; `null` for what is none. */
export function readClaim(text: string): Claim | null {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== "object" || read === null) return null;
    const claim = read as Partial<Claim>;
    return typeof claim.op === "string" ? (claim as Claim) : null;
  } catch {
    return null;
  }
}

/** Reads `mean < 3`. */
export function readTest(text: unknown): Test | null {
  const found = /^\s*([a-z_]+)\s*([<>])\s*([-−]?[\d.]+(?:e-?\d+)?)\s*$/i.exec(
    typeof text === "string" ? text : "",
  );
  const number = Number((found?.[3] ?? "").replace("−", "-"));
  if (found === null || !Number.isFinite(number)) return null;
  return { quantity: found[1] ?? "", side: found[2] === "<" ? "<" : ">", number };
}

export function writeTest({ quantity, side, number }: Test): string {
  return `${quantity} ${side} ${number}`;
}

/** A first claim of an operator, to go on from. */
export function firstClaim(op: Op, bound: readonly string[]): Claim {
  const first = bound[0] ?? "";
  const quantity = OPS[op].quantities[0] ?? "count";
  const number = { ratings: 3, dwell: 86_400, funnel: 0.5, counts: 0.2, drivers: 1 }[op];
  const side = op === "dwell" || op === "counts" ? ">" : "<";
  const claim: Claim = { op, is: writeTest({ quantity, side, number }) };
  if (op === "ratings" && first !== "") claim.about = first;
  if (op === "dwell") Object.assign(claim, { from: first, to: "" });
  if (op === "funnel") claim.steps = first === "" ? [] : [first];
  if (op === "drivers") claim.goal = "";
  return claim;
}

/** Whether everything that the operator cannot do without is said. */
export function isWhole(claim: Claim): boolean {
  const said = (field: string) => typeof claim[field] === "string" && claim[field] !== "";
  switch (claim.op) {
    case "dwell":
      return said("from") && said("to");
    case "drivers":
      return said("goal");
    case "funnel":
      return Array.isArray(claim.steps) && claim.steps.length > 0;
    default:
      return true;
  }
}

export function isOp(op: string): op is Op {
  return op in OPS;
}
