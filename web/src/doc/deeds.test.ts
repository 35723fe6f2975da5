import { expect, test } from "vitest";
import { openDeeds } from "./deeds";
import type { Edit } from "./edit";

const remove = (id: string): Edit => ({ edit: "remove", id });

/** Deeds of which three can be undone. */
function three() {
  const deeds = openDeeds(() => 0, 3);
  const make = (...ids: string[]) => {
    for (const id of ids) deeds.made(deeds.next([remove(id)], "why-remove").deed);
  };
  const known = () => [1, 2, 3, 4, 5, 6].filter((number) => deeds.of(number) !== null);
  return { deeds, make, known };
}

test("deeds that are too long ago to be undone are forgotten", () => {
  const { make, known } = three();
  make("a", "b", "c");
  expect(known()).toEqual([1, 2, 3]);
  make("d", "e");
  expect(known()).toEqual([3, 4, 5]);
});

test("what was undone for good takes no room from what can be undone", () => {
  const { deeds, make, known } = three();
  make("a", "b", "c");
  deeds.end();
  deeds.forget(1);
  make("d");
  expect(known()).toEqual([1, 4]);
  make("e", "f");
  expect(known()).toEqual([4, 5, 6]);
});
