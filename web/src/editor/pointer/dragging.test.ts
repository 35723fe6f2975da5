import { expect, test } from "vitest";
import { strideAt } from "./dragging";

// Near the edge the map scrolls along with what is dragged, as far in the window however large it is drawn.

for (const zoom of [0.5, 1, 1.5])
  test(`the map scrolls along by as many pixels of the window at ${zoom * 100} %`, () => {
    const stride = (at: number) => strideAt(at, 200, 1000, zoom) * zoom;
    expect(stride(990)).toBeCloseTo(18);
    expect(stride(600)).toBe(0);
    expect(stride(210)).toBeCloseTo(-18);
    // Beyond the edge it goes on.
    expect(stride(1200)).toBeCloseTo(18);
    expect(stride(0)).toBeCloseTo(-18);
  });
