import {
  createContext,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from "react";
import { flushSync } from "react-dom";

// A row that stays one line: what has no room in it folds, one thing after the other, into a menu that holds the same.

const Folds = createContext<{ order: readonly string[]; level: number }>({ order: [], level: 0 });

/** Whether this part of the row is folded now. */
export function useFolded(part: string): boolean {
  const { order, level } = useContext(Folds);
  const at = order.indexOf(part);
  return at >= 0 && at < level;
}

/** A row in which the parts named in `order` fold, the first of them first, until the rest fits. */
export function FoldRow(props: {
  as?: "div" | "header";
  className: string;
  order: readonly string[];
  /** What stands under the row and draws into it. */
  below?: ReactNode;
  children: ReactNode;
}) {
  const { as: Tag = "div", className, order, below, children } = props;
  const row = useRef<HTMLElement>(null);
  // An object, so that a row of another width is measured anew even where nothing was folded.
  const [fold, setFold] = useState({ level: 0 });
  const { level } = fold;
  // Drawn wide first, then folded as far as it must be, all before anything is painted.
  useLayoutEffect(() => {
    if (row.current !== null && fold.level < order.length && overflows(row.current))
      setFold({ level: fold.level + 1 });
  }, [fold, order.length]);
  useEffect(() => {
    const element = row.current;
    if (element === null || typeof ResizeObserver === "undefined") return;
    return watchRoom(element, {
      tight: () => {
        setFold((fold) => (fold.level < order.length ? { level: fold.level + 1 } : fold));
      },
      anew: () => {
        setFold({ level: 0 });
      },
    });
  }, [order]);
  useKeptFocus(row, level);
  return (
    <Folds value={{ order, level }}>
      <Tag ref={row as React.RefObject<HTMLDivElement>} className={className} data-level={level}>
        {children}
      </Tag>
      {below}
    </Folds>
  );
}

/** How long what never folds must be narrower before the row is measured anew: words about the state come and go while one writes. */
const CALM_MS = 2000;

/** Tells when the row has no room for what is in it, and when it is to be measured anew. It measures only after the layout, never in it. */
function watchRoom(row: HTMLElement, tell: { tight: () => void; anew: () => void }): () => void {
  let width = row.clientWidth;
  let whole = wholeOf(row);
  let calm: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    const now = wholeOf(row);
    if (row.clientWidth !== width) {
      width = row.clientWidth;
      whole = now;
      // In the same frame, so that nothing is seen to jump.
      flushSync(tell.anew);
      return;
    }
    clearTimeout(calm);
    if (overflows(row)) {
      whole = now;
      tell.tight();
    } else if (now < whole && row.dataset.level !== "0")
      calm = setTimeout(() => {
        whole = wholeOf(row);
        tell.anew();
      }, CALM_MS);
  };
  const sizes = new ResizeObserver(look);
  const watch = () => {
    sizes.disconnect();
    for (const one of [row, ...row.querySelectorAll("[data-whole]")]) sizes.observe(one);
  };
  watch();
  // What comes and goes beside them: another language, a field to search in, a longer name.
  const parts = new MutationObserver((all) => {
    const beside = all.filter(({ target }) => parentOf(target)?.closest("[data-whole]") === null);
    if (beside.length === 0) return;
    if (beside.some(({ type }) => type === "childList")) watch();
    if (overflows(row)) tell.tight();
  });
  parts.observe(row, { subtree: true, childList: true, characterData: true });
  return () => {
    clearTimeout(calm);
    sizes.disconnect();
    parts.disconnect();
  };
}

function parentOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

/** What may be cut is not cut before it has so many pixels, or as many as it says. */
const ENOUGH = 300;

function overflows(element: HTMLElement): boolean {
  const name = element.querySelector<HTMLElement>("[data-cut]");
  const cut =
    name !== null &&
    element.dataset.last !== "yes" &&
    name.clientWidth + 1 < Math.min(Number(name.dataset.cut) || ENOUGH, name.scrollWidth);
  // What stands in the row's own edge has no room there either; browsers count that only where it goes past it.
  const edge =
    element.getBoundingClientRect().right -
    parseFloat(getComputedStyle(element).paddingRight || "0");
  const end = Math.max(
    ...[...element.children].map((child) => child.getBoundingClientRect().right),
  );
  return cut || element.scrollWidth > element.clientWidth + 1 || end > edge + 1;
}

/** The width of the parts that never fold. */
function wholeOf(element: HTMLElement): number {
  const whole = [...element.querySelectorAll("[data-whole]")];
  return whole.reduce((sum, one) => sum + one.clientWidth, 0);
}

/** Where what had the focus was folded away, the menu that holds it gets it. */
function useKeptFocus(row: React.RefObject<HTMLElement | null>, level: number): void {
  const within = useRef(false);
  useEffect(() => {
    const element = row.current;
    if (element === null) return;
    const stop = new AbortController();
    const note = () => {
      within.current = true;
    };
    const forget = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && !element.contains(relatedTarget)) within.current = false;
    };
    element.addEventListener("focusin", note, { signal: stop.signal });
    element.addEventListener("focusout", forget, { signal: stop.signal });
    return () => {
      stop.abort();
    };
  }, [row]);
  useLayoutEffect(() => {
    if (level === 0 || !within.current || document.activeElement !== document.body) return;
    row.current?.querySelector<HTMLElement>("[data-fold]")?.focus();
  }, [row, level]);
}
