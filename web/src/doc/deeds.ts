// What one person did, as it is undone: each deed is one step back, whatever number of changes it was made in.
import type { Edit } from "./edit";
import { textName } from "./keys";

/** One step of undo. */
export interface Deed {
  /** Counted up: two deeds of a copy never have the same. */
  readonly number: number;
  /** Why it was made: a key of the locales, or a person's words. */
  readonly why: string;
  /** The records it touched, the first one first. */
  readonly ids: readonly string[];
  /** What it is part of, such as the text that is open: only changes of one group become one deed. */
  readonly group: string | null;
}

/** Steps of undo; a deed of one's own has several where others wrote meanwhile, and none where it cannot be undone any more. */
export const MOST_STEPS = 2000;
/** What is written into one text without a pause so long is undone together. */
const PAUSE_MS = 4000;

interface Open extends Deed {
  readonly at: number;
}

export interface Deeds {
  /** The deed that these edits are part of: a new one, or the last one where they go on with it. Says which. */
  next: (
    edits: readonly Edit[],
    why: string,
    group?: string | null,
  ) => { deed: Deed; joins: boolean };
  /** It is made; what is too long ago to be undone is forgotten. */
  made: (deed: Deed) => void;
  /** What came after this one was undone, and will not be made again. */
  forget: (after: number) => void;
  /** Nothing goes on with what was made before. */
  end: () => void;
  of: (number: unknown) => Deed | null;
}

export function openDeeds(now: () => number = Date.now, most = MOST_STEPS): Deeds {
  const all = new Map<number, Deed>();
  let count = 0;
  let open: Open | null = null;
  return {
    next: (edits, why, group = groupOf(edits)) => {
      const ids = edits.map(({ id }) => id);
      if (open !== null && group !== null && open.group === group && now() - open.at < PAUSE_MS) {
        const { number, why: first } = open;
        return {
          deed: { number, why: first, group, ids: [...new Set([...open.ids, ...ids])] },
          joins: true,
        };
      }
      return { deed: { number: count + 1, why, group, ids: [...new Set(ids)] }, joins: false };
    },
    made: (deed) => {
      count = Math.max(count, deed.number);
      all.set(deed.number, deed);
      for (const oldest of all.keys()) {
        if (all.size <= most) break;
        all.delete(oldest);
      }
      open = { ...deed, at: now() };
    },
    forget: (after) => {
      for (const number of [...all.keys()]) if (number > after) all.delete(number);
    },
    end: () => {
      open = null;
    },
    of: (number) => (typeof number === "number" ? (all.get(number) ?? null) : null),
  };
}

/** Writing in one text is one group by itself; anything else is on its own. */
function groupOf(edits: readonly Edit[]): string | null {
  const texts = new Set(
    edits.map((each) => (each.edit === "write" ? textName(each.id, each.field) : null)),
  );
  const [only = null] = texts;
  return texts.size === 1 ? only : null;
}
