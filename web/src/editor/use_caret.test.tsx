// @vitest-environment jsdom
import { cleanup, fireEvent, render } from "@testing-library/react";
import { useRef, useState } from "react";
import { afterEach, expect, test } from "vitest";
import { useCaret } from "./use_caret";

afterEach(cleanup);

function Box({ text }: { text: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const caret = useCaret(area, typed ?? text);
  return (
    <textarea
      ref={area}
      value={typed ?? text}
      onChange={({ currentTarget }) => {
        caret.typed(currentTarget);
        setTyped(currentTarget.value);
      }}
      onSelect={({ currentTarget }) => {
        caret.moved(currentTarget);
      }}
    />
  );
}

function begin(text: string, at: number) {
  const { container, rerender } = render(<Box text={text} />);
  const area = container.querySelector("textarea");
  if (area === null) throw new Error("no box");
  area.focus();
  area.setSelectionRange(at, at);
  fireEvent.select(area);
  const arrives = (now: string) => {
    rerender(<Box text={now} />);
  };
  return { area, arrives };
}

test("it stays beside the same letters, however fast others write before it", () => {
  const { area, arrives } = begin("Pays a deposit one", 18);
  // No event of the browser comes in between.
  let others = "";
  for (const letter of "12345678") {
    others += letter;
    arrives(`${others}Pays a deposit one`);
    expect(area.selectionStart).toBe(others.length + 18);
  }
});

test("what others write behind it, and within what is marked, leaves it where it is", () => {
  const { area, arrives } = begin("Pays", 2);
  arrives("Pays a");
  arrives("Pays a deposit");
  expect([area.selectionStart, area.selectionEnd]).toEqual([2, 2]);
  area.setSelectionRange(0, 4);
  fireEvent.select(area);
  arrives("Pa-ys a deposit");
  expect([area.selectionStart, area.selectionEnd]).toEqual([0, 5]);
});

test("after what is typed here it goes on from there", () => {
  const { area } = begin("Pays", 4);
  fireEvent.change(area, { target: { value: "Pays!" } });
  expect(area.value).toBe("Pays!");
  expect(area.selectionStart).toBe(5);
});
