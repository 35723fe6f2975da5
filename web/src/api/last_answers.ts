// The last answers to the two questions without which a page cannot begin, kept in this browser for when the server cannot be reached:
// who one is, and what the project is called. Nothing else of the API is kept.

/** An answer, and when it was given. */
export interface LastAnswer<T> {
  readonly value: T;
  /** In milliseconds since 1970. */
  readonly at: number;
}

export type Question = "me" | "project";

const PREFIX = "wayline-last ";

export function keepAnswer(question: Question, value: unknown): void {
  try {
    localStorage.setItem(`${PREFIX}${question}`, JSON.stringify({ value, at: Date.now() }));
  } catch {
    // Without storage nothing opens without a server either.
  }
}

/** `null` where there is none. */
export function lastAnswer(question: Question): LastAnswer<unknown> | null {
  try {
    const read = JSON.parse(localStorage.getItem(`${PREFIX}${question}`) ?? "null") as unknown;
    if (typeof read !== "object" || read === null || !("value" in read) || !("at" in read))
      return null;
    return typeof read.at === "number" ? { value: read.value, at: read.at } : null;
  } catch {
    return null;
  }
}
