import { expect, test } from "vitest";
import { inOrder } from "./version";

interface Run {
  counter: number;
  length: number;
  lamport: number;
  deps: { peer: string; counter: number }[];
}

const runs = (all: Record<string, Run[]>) => (peer: string, counter: number) => {
  const run = all[peer]?.find(
    (each) => counter >= each.counter && counter < each.counter + each.length,
  );
  if (run === undefined) throw new Error("no such run");
  return run;
};

test("what two peers changed side by side is not torn apart", () => {
  // The document keeps what is much in several runs, each on the one before it.
  const of = runs({
    a: [
      { counter: 0, length: 100, lamport: 5, deps: [] },
      { counter: 100, length: 100, lamport: 105, deps: [{ peer: "a", counter: 99 }] },
    ],
    b: [{ counter: 0, length: 50, lamport: 50, deps: [] }],
  });
  const spans = [
    { peer: "b", from: 0, to: 50 },
    { peer: "a", from: 0, to: 200 },
  ];
  expect(inOrder(spans, of)).toEqual([spans[1], spans[0]]);
});

test("what rests on another's change comes after it", () => {
  const of = runs({
    a: [
      { counter: 0, length: 10, lamport: 0, deps: [] },
      {
        counter: 10,
        length: 10,
        lamport: 20,
        deps: [
          { peer: "b", counter: 4 },
          { peer: "a", counter: 9 },
        ],
      },
    ],
    b: [
      { counter: 0, length: 5, lamport: 10, deps: [{ peer: "a", counter: 9 }] },
      { counter: 5, length: 5, lamport: 15, deps: [{ peer: "b", counter: 4 }] },
    ],
  });
  expect(
    inOrder(
      [
        { peer: "a", from: 4, to: 20 },
        { peer: "b", from: 0, to: 10 },
      ],
      of,
    ),
  ).toEqual([
    { peer: "a", from: 4, to: 10 },
    { peer: "b", from: 0, to: 10 },
    { peer: "a", from: 10, to: 20 },
  ]);
});
