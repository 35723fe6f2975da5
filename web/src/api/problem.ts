import type { ProblemBody } from "./shapes";

/** What kept the page from an answer. */
export type Trouble =
  | { kind: "problem"; problem: ProblemBody }
  /** Nobody answered: the server stopped, or the network is down. */
  | { kind: "unreachable" }
  /** Somebody answered, but not with what the contract says. */
  | { kind: "strange"; status: number };

export class TroubleError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.kind === "problem" ? trouble.problem.detail : trouble.kind);
    this.trouble = trouble;
  }
}

/** Whether an error body is the problem that the contract promises. */
export function isProblem(body: unknown): body is ProblemBody {
  if (typeof body !== "object" || body === null) return false;
  const { title, status, detail, diagnostic } = body as Partial<ProblemBody>;
  return (
    typeof title === "string" &&
    typeof status === "number" &&
    typeof detail === "string" &&
    typeof diagnostic === "object"
  );
}

/** The kind of a problem: the anchor of its `type`. */
export function codeOf(problem: ProblemBody): string {
  return problem.type.split("#")[1] ?? "internal";
}
