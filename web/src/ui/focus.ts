// Where the focus goes when what had it leaves the page: nobody who works by keyboard or ear is sent back to the top.

/** How long something is waited for, and for how long it is given the focus again where it was drawn anew. */
const PATIENCE = 3000;
const STEADY = 600;

/** Gives the focus to what will stand there once the page is drawn, unless somebody put it elsewhere meanwhile. `find` is told how long was waited, in milliseconds. */
export function focusNext(find: (waited: number) => HTMLElement | null | undefined): void {
  const began = performance.now();
  const from = document.activeElement;
  let given: { element: HTMLElement; at: number } | null = null;
  const look = () => {
    const time = performance.now();
    const now = document.activeElement;
    const mine = now === null || now === document.body || now === from || now === given?.element;
    if (!mine) return;
    if (now !== given?.element) {
      const element = find(time - began);
      element?.focus();
      if (element != null && document.activeElement === element) given = { element, at: time };
    }
    if (time - (given?.at ?? began) < (given === null ? PATIENCE : STEADY))
      requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Until the page says what it is, its content as a whole is waited with. */
const HEADLESS = 2400;

/** Where a map begins that has no heading: its first part that takes the focus, or its table. */
const BEGINNING = '[data-spot][tabindex="0"], [data-cell][tabindex="0"], table';

/** The heading of the page in sight; the beginning of the map, or its content as a whole, where it has none. */
export function headOfPage(waited: number): HTMLElement | null {
  const content = document.getElementById("content");
  const head =
    content?.querySelector<HTMLElement>("h1, h2:not(.unseen, .notes *)") ??
    content?.querySelector<HTMLElement>(BEGINNING) ??
    null;
  // A heading takes the focus from here on.
  if (head !== null && !head.hasAttribute("tabindex")) head.tabIndex = -1;
  return head ?? (waited > HEADLESS ? content : null);
}
