import type { Compared } from "../../api/live_api";
import type { SceneGroup, SceneItem } from "../../api/shapes";

// What is marked on the pictures of two versions.

type Became = Compared["changes"][number]["change"];

/** A card that has no key of its own and is drawn with that of its step: it is known by its words. */
interface Card {
  name: string;
  mark: Became;
}

/** What became of the parts of a picture. */
export interface Marks {
  /** By the key of a part. */
  own: ReadonlyMap<string, Became>;
  /** By the key of the stage or step that the cards stand in. */
  cards: ReadonlyMap<string, readonly Card[]>;
}

/** Marks of both pictures: what is gone only on the first, what is new only on the second, all else on both. */
export function marksOf({ changes, a, b }: Compared): { a: Marks; b: Marks } {
  const marks = { a: noMarks(), b: noMarks() };
  for (const { record, kind, name, change } of changes) {
    const sides = { a: change !== "added", b: change !== "removed" };
    for (const [of, keys] of [
      ["a", a],
      ["b", b],
    ] as const) {
      const key = keys[record];
      if (!sides[of] || key === undefined) continue;
      const { own, cards } = marks[of];
      // Where something lies is no other for that.
      if (isColumn(key) && kind !== "stage" && kind !== "step")
        cards.set(key, [...(cards.get(key) ?? []), { name, mark: change }]);
      // What came or went says more than that something else is said of what it lies in.
      else if (!isCome(own.get(key))) own.set(key, change);
    }
  }
  return marks;
}

function noMarks() {
  return { own: new Map<string, Became>(), cards: new Map<string, Card[]>() };
}

/** Whether a key is that of a stage or step. */
function isColumn(key: string): boolean {
  return /^s\d+(\.\d+)?$/.test(key);
}

/** The first part of each key on a picture: the stage or step itself, before the cards that stand in it. */
export function headsOf(items: readonly SceneItem[]): ReadonlySet<SceneGroup> {
  const heads = new Map<string, SceneGroup>();
  const look = (groups: readonly SceneItem[]) => {
    for (const item of groups) {
      if (item.item !== "group") continue;
      if (item.key != null && !heads.has(item.key)) heads.set(item.key, item);
      look(item.items);
    }
  };
  look(items);
  return new Set(heads.values());
}

/** What became of a part of the picture itself. */
export function markOf(
  group: SceneGroup,
  { own, cards }: Marks,
  heads: ReadonlySet<SceneGroup>,
): Became | undefined {
  const { key, label } = group;
  if (key == null) return undefined;
  if (heads.has(group)) return own.get(key);
  return cards.get(key)?.find(({ name }) => name !== "" && label.startsWith(name))?.mark;
}

function isCome(mark: unknown): boolean {
  return mark === "added" || mark === "removed";
}

/** As far into a width as something else is into its own. */
export function led(at: number, of: number, other: number): number {
  return of <= 0 ? 0 : Math.round((at / of) * Math.max(0, other));
}
