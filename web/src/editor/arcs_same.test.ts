import { expect, test } from "vitest";
import cases from "../../../spec/figures/ways.json";
import { layWays } from "./arcs";

// The picture lays ways by the same rule (crates/render/src/lane/ways/laid.rs): both run these cases.

interface Case {
  name: string;
  ways: [number, number][];
  laid: [over: boolean, track: number, start: number, end: number][];
}

test("ways lie as on the picture", () => {
  for (const { name, ways, laid } of cases as Case[]) {
    const found = layWays(ways.map(([from, to]) => ({ from, to })));
    expect(found, name).toHaveLength(laid.length);
    found.forEach(({ side, track, start, end }, i) => {
      const wanted = laid[i];
      expect([side === "over", track], `${name}: way ${i}`).toEqual(wanted?.slice(0, 2));
      expect(start, name).toBeCloseTo(wanted?.[2] ?? Number.NaN, 5);
      expect(end, name).toBeCloseTo(wanted?.[3] ?? Number.NaN, 5);
    });
  }
});
