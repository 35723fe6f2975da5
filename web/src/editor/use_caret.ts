import { type RefObject, useLayoutEffect, useRef } from "react";
import { caretAfter } from "./caret";

// The caret of a text that several people write in: it stays beside the same letters when somebody else writes before it. A browser puts
// it at the end when a text is set anew.

/** A box that letters are typed in. */
type Box = HTMLTextAreaElement | HTMLInputElement;

export interface CaretKeeper {
  /** To be called when it was moved. */
  moved: (box: Box) => void;
  /** To be called with what was typed here. */
  typed: (box: Box) => void;
}

/** `text` is what the box shows. */
export function useCaret(box: RefObject<Box | null>, text: string): CaretKeeper {
  const before = useRef(text);
  const caret = useRef<readonly [number, number] | null>(null);
  useLayoutEffect(() => {
    const there = box.current;
    if (before.current !== text && there !== null && caret.current !== null) {
      const [from, to] = caret.current;
      // The browser says so only later, and more may have come by then.
      caret.current = [
        caretAfter(from, before.current, text),
        caretAfter(to, before.current, text),
      ];
      if (document.activeElement === there) there.setSelectionRange(...caret.current);
    }
    before.current = text;
  }, [box, text]);
  const keeper = useRef<CaretKeeper>({
    moved: (there) => {
      // It is told of what was set, too; then it stands where it was put.
      caret.current = [there.selectionStart ?? 0, there.selectionEnd ?? 0];
    },
    typed: (there) => {
      before.current = there.value;
      keeper.current.moved(there);
    },
  });
  return keeper.current;
}
