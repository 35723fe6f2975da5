import { expect, test } from "vitest";
import { placeOfField } from "./finding_place";
import { madeMap, stage, step } from "./made_map";

const map = madeMap("Shop", stage("Look", step("Sees")), stage("Buy", step("Pays")));

test("a field of the text form is told as the step that readers know", () => {
  const pays = map.stages[1]?.steps[0];
  expect(placeOfField("stages[1].steps[0].pains", map)).toEqual({ key: pays?.key, name: "Pays" });
  expect(placeOfField("stages[1].steps[0].serve", map)?.name).toBe("Pays");
  expect(placeOfField("stages[0]", map)?.name).toBe("Look");
});

test("what is about the map as a whole, or about what is not there, is at no part of it", () => {
  expect(placeOfField("stages", map)).toBeNull();
  expect(placeOfField("goal.measure", map)).toBeNull();
  expect(placeOfField(null, map)).toBeNull();
  expect(placeOfField("stages[9].steps[0]", map)).toBeNull();
});
