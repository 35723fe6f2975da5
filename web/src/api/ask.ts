// Asks the server by address, where the generated client does not: what goes wrong is told as a trouble.
import { takeEarly } from "./asked_early";
import { isProblem, TroubleError } from "./problem";

export interface Asked {
  signal?: AbortSignal | undefined;
  method?: "GET" | "POST" | "PUT";
  body?: unknown;
  headers?: Record<string, string>;
}

/** The answer with the tag that guards against writing over what somebody else wrote. */
export async function ask(
  path: string,
  asked: Asked,
): Promise<{ answer: unknown; etag: string | null }> {
  const response = await reply(path, asked);
  // `null` is an answer too: who one is, where one is nobody.
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return { answer, etag: response.headers.get("etag") };
  throw troubleOf(response, answer);
}

/** An answer that is no JSON; where it is a refusal, with its reason. */
export async function getBytes(path: string, signal: AbortSignal): Promise<Uint8Array> {
  const response = await reply(path, { signal });
  if (!response.ok) throw troubleOf(response, await response.json().catch(() => undefined));
  return new Uint8Array(await orUnreachable(response.arrayBuffer()));
}

function reply(path: string, { signal, method = "GET", body, headers }: Asked): Promise<Response> {
  const early = method === "GET" && headers === undefined ? takeEarly(path, signal) : undefined;
  return orUnreachable(
    early ??
      fetch(path, {
        method,
        signal: signal ?? null,
        headers: {
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  );
}

/** What does not come, though nobody gave up waiting for it, is a trouble. */
async function orUnreachable<T>(coming: Promise<T>): Promise<T> {
  try {
    return await coming;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new TroubleError({ kind: "unreachable" });
  }
}

function troubleOf({ status }: Response, answer: unknown): TroubleError {
  return new TroubleError(
    isProblem(answer) ? { kind: "problem", problem: answer } : { kind: "strange", status },
  );
}

export async function get<T>(path: string, signal: AbortSignal): Promise<T> {
  return (await ask(path, { signal })).answer as T;
}

export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return (await ask(path, { method: "POST", body, signal })).answer as T;
}

/** `null` where the server knows no such address or thing. */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof TroubleError && statusOf(error) === 404) return null;
    throw error;
  }
}

/** The HTTP status that a trouble came with; `null` where nobody answered. */
export function statusOf({ trouble }: TroubleError): number | null {
  if (trouble.kind === "problem") return trouble.problem.status;
  return trouble.kind === "strange" ? trouble.status : null;
}

export function mapPath(id: string, rest: string): string {
  return `/api/v1/maps/${encodeURIComponent(id)}/${rest}`;
}

/** Whether the server has something at an address, asked past everything that is kept. */
export async function isThere(path: string): Promise<boolean> {
  try {
    return (await fetch(path, { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
