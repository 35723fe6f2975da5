import { expect, test } from "vitest";
import { draftOf } from "./persona_form";
import { merge, mergeLines } from "./persona_merge";

const WAS = draftOf({
  wayline: 1,
  persona: "Ann",
  rule: 'channel = "web"',
  needs: ["Calm", "Time"],
});

function changed(part: Partial<typeof WAS>, needs = WAS.lists.needs) {
  return { ...WAS, ...part, lists: { ...WAS.lists, needs } };
}

test("what one of two changed is kept, whoever it was", () => {
  const { draft, conflicts } = merge(
    WAS,
    changed({ name: "Anna" }),
    changed({ rule: 'channel = "app"' }),
  );
  expect(conflicts).toEqual([]);
  expect(draft).toMatchObject({ persona: "Ann", name: "Anna", rule: 'channel = "app"' });
});

test("a field that both changed is asked about, and stays mine until then", () => {
  const { draft, conflicts } = merge(WAS, changed({ persona: "A" }), changed({ persona: "B" }));
  expect(conflicts).toEqual([{ field: "persona", was: "Ann", mine: "A", theirs: "B" }]);
  expect(draft.persona).toBe("A");
  expect(merge(WAS, changed({ persona: "A" }), changed({ persona: "A" })).conflicts).toEqual([]);
});

test("lines of both are kept, and what either took out is gone", () => {
  expect(mergeLines("Calm\nTime", "Calm\nTime\nMoney", "Quiet\nCalm\nRest\nTime")).toBe(
    "Quiet\nCalm\nRest\nTime\nMoney",
  );
  expect(mergeLines("Calm\nTime", "Time", "Calm\nTime\nRest")).toBe("Time\nRest");
  expect(mergeLines("Calm\nTime", "Calm\nTime\nMoney", "Calm")).toBe("Calm\nMoney");
  expect(mergeLines("Calm", "Calm\nMoney", "Calm\nMoney")).toBe("Calm\nMoney");
});
