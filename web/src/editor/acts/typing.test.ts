// @vitest-environment jsdom
import { expect, test } from "vitest";
import { joined, settleTyped, type } from "./typing";

test("what somebody else wrote between a letter and the map stays", () => {
  expect(joined("Pays", "Pays!", "Pays")).toBe("Pays!");
  expect(joined("Pays", "Pays!", "She Pays")).toBe("She Pays!");
  expect(joined("Pays late", "Pays very late", "Pays late, often")).toBe("Pays very late, often");
  expect(joined("Pays late", "Pays", "Never Pays late")).toBe("Never Pays");
  expect(joined("Pays late", "", "")).toBe("");
});

test("letters come to the map as one, and at once where something else is done", async () => {
  let said = "a";
  const written: string[] = [];
  const typing = {
    base: said,
    now: () => said,
    write: (text: string) => {
      said = text;
      written.push(text);
    },
  };
  type(typing, "ab");
  type(typing, "abc");
  expect(written).toEqual([]);
  settleTyped();
  expect(written).toEqual(["abc"]);
  type({ ...typing, base: said }, "abcd");
  await expect.poll(() => written).toEqual(["abc", "abcd"]);
  type({ ...typing, base: said }, "abcde");
  dispatchEvent(new Event("pagehide"));
  expect(written).toEqual(["abc", "abcd", "abcde"]);
});
