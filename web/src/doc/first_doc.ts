// The document with which a map begins in this tab: from the browser's store, or from the server where nothing is kept here.
import type { Around } from "./around";
import type { Beginning } from "./early_map";
import { loro } from "./loro_code";
import { type MapDoc, openMapDoc } from "./map_doc";
import type { Stored } from "./store";

/** So long the server's document is waited for while nothing of it arrives; then the line brings it. */
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
    const asked = new AbortController();
    let stop: () => void = () => undefined;
    const answer = (bytes: Uint8Array | null) => {
      stop();
      done(bytes);
    };
    const wait = () => {
      stop();
      stop = transport.after(PATIENCE_MS, () => {
        // What is no longer waited for would only stand in the way of what the line brings.
        asked.abort();
        done(null);
      });
    };
    wait();
    whole(id, { signal: asked.signal, arrives: wait }).then(answer, () => {
      answer(null);
    });
  });
}
