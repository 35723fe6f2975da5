import { expect, test } from "vitest";
import { laneWord } from "./lane_words";
import { readSheet } from "./read_sheet";
import { feelingIn, readOf } from "./sheet_read";

test("a feeling is a figure on the scale of the map, however its sign is written", () => {
  const said = ["-2", "−1,5", "+0.5", "2"];
  expect(said.map((one) => feelingIn([one]))).toEqual([-2, -1.5, 0.5, 2]);
  const off = ["3", "-4", "2.1", "glad", ""];
  expect(off.map((one) => feelingIn([one]))).toEqual(off.map(() => null));
});

test("each row says how much of it was read, and feelings off the scale are named with their steps", () => {
  const text =
    "Step\tEmotion\tPain points\tWeather\nSees the ad\t3\tLoud\tgrey\nPays\t-1\tSlow; Fails\t\nWaits\t-4\t\t";
  const sheet = readSheet(text, laneWord);
  const off = [
    { step: "Sees the ad", said: "3" },
    { step: "Waits", said: "-4" },
  ];
  const read = [
    { row: "emotion", count: 1 },
    { row: "pain", count: 3 },
  ];
  expect(readOf(sheet, {})).toEqual({ rows: read, off });
  // A row that nobody knew counts once it is said what it is; one that is left out does not.
  expect(readOf(sheet, { "?Weather": "think", pain: "" }).rows).toEqual([
    { row: "emotion", count: 1 },
    { row: "think", count: 1 },
  ]);
});
