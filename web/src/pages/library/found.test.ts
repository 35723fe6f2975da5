import { expect, test } from "vitest";
import { madeMap, stage, step } from "../made_map";
import { foundChannels } from "./found";

test("channels that stand at steps because of their events are told apart from written ones", () => {
  const map = madeMap(
    "a",
    stage(
      "Buys",
      step("Looks", { channels: ["Web", "App"] }),
      step("Pays", { channels: ["App", "Shop"] }),
    ),
  );
  const written = (step: { name: string }) => (step.name === "Pays" ? ["Shop"] : []);
  expect(
    foundChannels(map, written).map(({ name, steps }) => [name, steps.map(({ name }) => name)]),
  ).toEqual([
    ["Web", ["Looks"]],
    ["App", ["Looks", "Pays"]],
  ]);
});
