// The document with which a map begins in this tab: from the browser's store, or from the server where nothing is kept here.
import type { Around } from "./around";
import type { Beginning } from "./early_map";
import { loro } from "./loro_code";
import { type MapDoc, openMapDoc } from "./map_doc";
import type { Stored } from "./store";

/** So long the server's document is waited for; then the line brings it. */
const PATIENCE_MS = 3_000;

/** `given` is what the server gave and this browser does not keep yet. */
export async function firstDoc(
  id: string,
  stored: Stored,
  around: Around,
  beginning: Beginning,
): Promise<{ first: MapDoc; given: Uint8Array | null }> {
  const fresh = stored.updates.length === 0 && stored.refused.size === 0;
  // It arrives while the document's code is still read.
  const [given] = await Promise.all([fresh ? soon(id, around) : null, loro()]);
  const records = await beginning();
  // What was refused is taken out of what is stored before it is taken in.
  const updates = given !== null ? [given] : stored.refused.size === 0 ? stored.updates : [];
  return { first: await openMapDoc(updates, records ?? undefined), given };
}

function soon(id: string, { whole, transport }: Around): Promise<Uint8Array | null> | null {
  if (whole === undefined) return null;
  return new Promise((done) => {
    const stop = transport.after(PATIENCE_MS, () => {
      done(null);
    });
    void whole(id).then((answer) => {
      stop();
      done(answer);
    });
  });
}
