// The map that was opened last stays open while the page lives: whoever looks at another view and comes back goes on where they were,
// with their undo. Opening another map closes it.
import type { LiveMap } from "./live_map";

interface Kept {
  readonly key: string;
  readonly map: Promise<LiveMap>;
}

let kept: Kept | null = null;

/** The map under this key: the one that is still open, or one that is opened now. */
export function openKept(key: string, open: () => Promise<LiveMap>): Promise<LiveMap> {
  if (kept?.key === key) return kept.map;
  void kept?.map.then(
    (map) => {
      map.close();
    },
    () => undefined,
  );
  const own: Kept = { key, map: open() };
  kept = own;
  own.map
    .then((map) => map.opened)
    .catch(() => {
      // What could not be opened is tried anew.
      if (kept === own) kept = null;
    });
  return own.map;
}
