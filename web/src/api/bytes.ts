// What comes from the server as bytes.

/** The whole document of a map; `null` where the server has none or does not answer. */
export async function getWhole(id: string): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(`/api/v1/maps/${encodeURIComponent(id)}/document`);
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

/** A part of the page in wasm, compiled while it arrives. */
export function getCompiled(address: string): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(fetch(address));
}
