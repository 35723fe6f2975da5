import { expect, test } from "vitest";
import { placeAt, sharesAt, type Tracks } from "./share_pointer";

// A pointer is told as a share of a cell, and shown at the same share of the same cell, however large the map is drawn at either end.

const SIZES = [0.5, 1, 1.5];

/** A grid as it lies in a window: it begins at (20, 80), and the row at 200 of its own pixels, which is 60 of them high. */
function drawn(zoom: number, column: number) {
  const tracks: Tracks = { names: 132, column, zoom };
  const content = { left: 20, top: 80, height: 900 * zoom };
  const row = { left: 20, top: 80 + 200 * zoom, height: 60 * zoom };
  /** Where a share of a cell is in the window. */
  const point = (across: number, down: number) => ({
    x: 20 + (132 + across * column) * zoom,
    y: row.top + down * 60 * zoom,
  });
  return { tracks, content, row, point };
}

for (const mine of SIZES)
  test(`what is pointed at is told as it is, at ${mine * 100} %`, () => {
    const { tracks, row, point } = drawn(mine, 168);
    const { across, down } = sharesAt(point(5.25, 0.4), row, tracks);
    expect(across).toBeCloseTo(5.25);
    expect(down).toBeCloseTo(0.4);
    // Over the names of the lanes there is no step.
    expect(sharesAt(point(-0.1, 0.4), row, tracks).across).toBeLessThan(0);
  });

for (const mine of SIZES)
  for (const theirs of SIZES)
    test(`it is shown where it points when told at ${mine * 100} % and seen at ${theirs * 100} %`, () => {
      const here = drawn(mine, 168);
      const there = drawn(theirs, 208);
      const shares = sharesAt(here.point(5.25, 0.4), here.row, here.tracks);
      const { left, top } = placeAt(shares, there.row, there.content, there.tracks);
      const { x, y } = there.point(5.25, 0.4);
      // The mark stands in the grid, which is drawn in that size.
      expect(there.content.left + left * theirs).toBeCloseTo(x);
      expect(there.content.top + top * theirs).toBeCloseTo(y);
    });
