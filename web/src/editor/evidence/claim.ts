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
  /** `null` as long as nobody said it: no number is made up. */
  number: number | null;
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

/** Reads `mean < 3`, and `mean <` whose number is still to come. */
export function readTest(text: unknown): Test | null {
  const found = /^\s*([a-z_]+)\s*([<>])\s*([-−]?[\d.]+(?:e-?\d+)?)?\s*$/i.exec(
    typeof text === "string" ? text : "",
  );
  if (found === null) return null;
  const number = found[3] === undefined ? null : Number(found[3].replace("−", "-"));
  if (number !== null && !Number.isFinite(number)) return null;
  return { quantity: found[1] ?? "", side: found[2] === "<" ? "<" : ">", number };
}

export function writeTest({ quantity, side, number }: Test): string {
  return `${quantity} ${side} ${number ?? ""}`.trimEnd();
}

/** A first claim of an operator, to go on from: what it asks, and not yet what must come out. */
export function firstClaim(op: Op, bound: readonly string[]): Claim {
  const first = bound[0] ?? "";
  const quantity = OPS[op].quantities[0] ?? "count";
  const side = op === "dwell" || op === "counts" ? ">" : "<";
  const claim: Claim = { op, is: writeTest({ quantity, side, number: null }) };
  if (op === "ratings" && first !== "") claim.about = first;
  if (op === "dwell") Object.assign(claim, { from: first, to: "" });
  if (op === "funnel") claim.steps = first === "" ? [] : [first];
  if (op === "drivers") claim.goal = "";
  return claim;
}

export type Missing = "number" | "from" | "to" | "steps" | "goal" | "against";

/** What is still to be said before the claim can be asked, in the order of the form. */
export function missingIn(claim: Claim): Missing[] {
  const said = (field: string) => typeof claim[field] === "string" && claim[field] !== "";
  const missing: Missing[] = [];
  if (claim.op === "dwell") {
    if (!said("from")) missing.push("from");
    if (!said("to")) missing.push("to");
  }
  if (claim.op === "drivers" && !said("goal")) missing.push("goal");
  if (claim.op === "funnel" && !(Array.isArray(claim.steps) && claim.steps.length > 0))
    missing.push("steps");
  const test = readTest(claim.is);
  if (test?.number === null) missing.push("number");
  if (test?.quantity === "difference" && !said("against")) missing.push("against");
  return missing;
}

export function isOp(op: string): op is Op {
  return op in OPS;
}
