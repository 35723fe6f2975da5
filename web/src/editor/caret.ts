/** Where a caret stands after a text was changed by somebody else: it stays beside the same letters. */
export function caretAfter(caret: number, before: string, after: string): number {
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same += 1;
  if (caret <= same) return caret;
  let end = 0;
  const most = Math.min(before.length, after.length) - same;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  if (caret >= before.length - end) return caret + after.length - before.length;
  return Math.min(caret, after.length - end);
}

/** How many letters of an element's text stand before a point of the window; its end where the browser cannot tell. */
export function caretAt(element: HTMLElement, x: number, y: number): number {
  const all = element.textContent.length;
  const { node, offset } = pointOf(x, y);
  if (node === null || !element.contains(node)) return all;
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

interface Point {
  node: Node | null;
  offset: number;
}

/** Not every browser has the one of the standard. */
type PointFinder = Partial<{
  caretPositionFromPoint: (x: number, y: number) => { offsetNode: Node; offset: number } | null;
  caretRangeFromPoint: (x: number, y: number) => Range | null;
}>;

function pointOf(x: number, y: number): Point {
  const finder: PointFinder = document;
  const position = finder.caretPositionFromPoint?.(x, y);
  if (position != null) return { node: position.offsetNode, offset: position.offset };
  const range = finder.caretRangeFromPoint?.(x, y);
  return { node: range?.startContainer ?? null, offset: range?.startOffset ?? 0 };
}
