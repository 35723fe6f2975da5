import { expect, test } from "vitest";
import { difference } from "./prose";
import { seeded } from "./for_tests/seeded";

test("only what differs is changed", () => {
  expect(difference("the quick fox", "the slow fox")).toEqual({ at: 4, out: 5, into: "slow" });
  expect(difference("aa", "aaa")).toEqual({ at: 2, out: 0, into: "a" });
  expect(difference("same", "same")).toEqual({ at: 4, out: 0, into: "" });
});

test("pairs of surrogates stay whole", () => {
  // Both begin with the same half, or end with it.
  expect(difference("\u{1f600}", "\u{1f601}")).toEqual({ at: 0, out: 2, into: "\u{1f601}" });
  expect(difference("a\u{1f600}b", "a\u{1fa00}b")).toEqual({ at: 1, out: 2, into: "\u{1fa00}" });
  expect(difference("\u{1f600}\u{1f600}", "\u{1f600}")).toEqual({ at: 2, out: 2, into: "" });
});

test("what differs, put in, gives the other text", () => {
  const random = seeded(3);
  const word = () =>
    Array.from({ length: random.below(6) }, () =>
      random.pick(["a", "b", "\u{1f600}", "\u{1f601}"]),
    ).join("");
  for (let i = 0; i < 2000; i++) {
    const [before, after] = [word(), word()];
    const { at, out, into } = difference(before, after);
    expect(before.slice(0, at) + into + before.slice(at + out)).toBe(after);
    expect(/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(into), `${before} ${after}`).toBe(false);
  }
});
