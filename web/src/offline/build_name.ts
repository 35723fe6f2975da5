import { createHash } from "node:crypto";

// What a build of the page is called, as vite.config.ts writes it into the service worker: another build has another name.

/** A file of the page, and what is in it: only its path tells that where its name changes with it. */
export interface Built {
  readonly path: string;
  readonly content: string | Uint8Array | null;
}

export function buildName(files: readonly Built[]): string {
  const hash = createHash("sha256");
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, content } of sorted) {
    const inside = content === null ? "" : createHash("sha256").update(content).digest("hex");
    hash.update(`${path} ${inside}\n`);
  }
  return hash.digest("hex").slice(0, 16);
}
