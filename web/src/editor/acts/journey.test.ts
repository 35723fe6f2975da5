// @vitest-environment jsdom
import { expect, test } from "vitest";
import { aloneMap } from "../../doc/for_tests/alone";
import type { Rec } from "../../doc/edit";
import { layOut } from "../layout";
import { sampleRecords } from "../for_tests/sample_records";
import { journeyIn, seedOf } from "./journey";

function opening(opens?: string): Rec {
  const values = opens === undefined ? {} : { opens };
  return { id: "s", kind: "step", parent: null, rank: "", gone: null, text: {}, values, sets: {} };
}

test("a step names its journey by file or by id", () => {
  expect(journeyIn(opening("maps/payment.journey.yaml"))).toBe("payment");
  expect(journeyIn(opening("payment.journey.json"))).toBe("payment");
  expect(journeyIn(opening("payment"))).toBe("payment");
  expect(journeyIn(opening("maps/"))).toBeNull();
  expect(journeyIn(opening())).toBeNull();
});

test("a journey of a step begins with its name and its events, each as a step of its own", async () => {
  const layout = layOut((await aloneMap(sampleRecords())).snapshot());
  const step = layout.alive.get("step-Invites-a-friend");
  if (step === undefined) throw new Error("the sample has this step");
  const one = seedOf(layout, step);
  expect(one.map).toBe("Invites a friend");
  expect(one.stages[0]?.steps).toMatchObject([
    { step: "Invites a friend", match: ["invite_sent"], channels: ["App", "Social"] },
  ]);
  const more = {
    ...step,
    sets: { match: ["opens", "sends"].map((item) => ({ item, rank: item })) },
  };
  expect(seedOf(layout, more).stages[0]?.steps.map(({ step }) => step)).toEqual(["opens", "sends"]);
});
