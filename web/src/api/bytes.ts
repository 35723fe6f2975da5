// What comes from the server as bytes.
import { askEarly, takeEarly } from "./asked_early";

export interface Arriving {
  /** Nobody waits any longer. */
  readonly signal: AbortSignal;
  /** Called whenever something arrives. */
  readonly arrives: () => void;
}

/** The whole document of a map; `null` where the server has none or does not answer, or where nobody waits any longer. */
export async function getWhole(id: string, arriving: Arriving): Promise<Uint8Array | null> {
  try {
    const { signal } = arriving;
    const path = wholePath(id);
    const answer = await (takeEarly(path, signal) ?? fetch(path, { signal }));
    return answer.ok ? await bytesOf(answer, arriving) : null;
  } catch {
    return null;
  }
}

/** Asks for the whole document before the code is there that reads it. */
export function askWholeEarly(id: string): void {
  askEarly(wholePath(id));
}

function wholePath(id: string): string {
  return `/api/v1/maps/${encodeURIComponent(id)}/document`;
}

async function bytesOf({ body }: Response, { arrives }: Arriving): Promise<Uint8Array | null> {
  if (body === null) return null;
  arrives();
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    arrives();
    parts.push(value);
    length += value.length;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A part of the page in wasm, compiled while it arrives. */
export function getCompiled(address: string): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(fetch(address));
}
