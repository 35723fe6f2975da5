// Loro's code and its wasm, loaded once: the wasm is compiled while it arrives and while the code beside it is still on its way.

import { getCompiled } from "../api/bytes";
import wasm from "loro-crdt/web/loro_wasm_bg.wasm?url";

export type Loro = Pick<
  typeof import("loro-crdt/web"),
  "LoroDoc" | "UndoManager" | "VersionVector" | "decodeImportBlobMeta"
>;

let loaded: Promise<Loro> | undefined;

async function load(): Promise<Loro> {
  // Tests run without a server that could hand out the wasm.
  if (import.meta.env.MODE === "test") return import("loro-crdt/nodejs") as Promise<Loro>;
  const [loro, compiled] = await Promise.all([
    import("loro-crdt/web"),
    // What cannot be compiled while it arrives is loaded again as a whole.
    getCompiled(wasm).catch(() => wasm),
  ]);
  // The package forgets to declare what it exports by default.
  const { default: start } = loro as unknown as {
    default: (options: { module_or_path: WebAssembly.Module | string }) => Promise<unknown>;
  };
  await start({ module_or_path: compiled });
  return loro;
}

export function loro(): Promise<Loro> {
  loaded ??= load().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}
