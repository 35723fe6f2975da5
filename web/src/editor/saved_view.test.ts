import { expect, test } from "vitest";
import { NO_FILTER } from "./filter";
import { readView, writeView, type SavedView } from "./saved_view";

const USUAL: SavedView = { filter: NO_FILTER, detail: "standard", lanes: null, persona: null };

function check(view: SavedView) {
  expect(readView(writeView(view))).toEqual(view);
}

test("a view reads back as it was saved", () => {
  check(USUAL);
  check({
    filter: {
      text: "pay",
      grades: ["supported", "assumption"],
      channel: "app",
      department: "Support",
      talk: "votes",
      hide: true,
    },
    detail: "full",
    lanes: ["pain", "emotion"],
    persona: "busy parent",
  });
});

test("what nobody understands is as usual, and a lane that is gone is left out", () => {
  expect(readView("{")).toEqual(USUAL);
  expect(readView("[1]")).toEqual(USUAL);
  expect(readView('{"grades":["best"],"detail":"huge","talk":"loud","lanes":["magic"]}')).toEqual(
    USUAL,
  );
  // As views were kept before they had lanes and a persona.
  expect(readView('{"text":"pay","grades":[],"channel":null,"detail":"sketch"}')).toEqual({
    ...USUAL,
    filter: { ...NO_FILTER, text: "pay" },
    detail: "sketch",
  });
});
