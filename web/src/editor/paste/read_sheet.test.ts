import { expect, test } from "vitest";
import { cellsOf } from "./cells_of";
import { laneWord } from "./lane_words";
import { linesOf, looksLikeMap, readSheet, type Sheet } from "./read_sheet";

/** A sheet in one line a step. */
function told({ stages }: Sheet): string[] {
  return stages.flatMap(({ name, steps }) =>
    steps.map(
      (step) =>
        `${name} > ${step.name}` +
        step.rows.map(({ row, texts }) => ` | ${row}: ${texts.join("; ")}`).join(""),
    ),
  );
}

test("a table with steps across and lanes down", () => {
  const text = "\tSees ad\tPays\nPain points\tToo loud\tFails\nThoughts\t\tDid it work?; Hm";
  expect(told(readSheet(text, laneWord))).toEqual([
    " > Sees ad | pain: Too loud",
    " > Pays | pain: Fails | think: Did it work?; Hm",
  ]);
});

test("stages in the first row, merged as spreadsheets copy them", () => {
  const text = "Stage\tBuy\t\tUse\nStep\tLook\tPay\tTrain\nNeeds\tProof\tSpeed\tFun";
  expect(told(readSheet(text, laneWord))).toEqual([
    "Buy > Look | need: Proof",
    "Buy > Pay | need: Speed",
    "Use > Train | need: Fun",
  ]);
});

test("`stage > step` in one row, in quotes with line breaks, in CSV", () => {
  const text = ';"Buy > Look";"Buy > Pay"\nBolączki;"- one\n- two";x\nPotrzeby;"say ""yes""";\n';
  const sheet = readSheet(text, laneWord);
  expect(told(sheet)).toEqual([
    'Buy > Look | ?Bolączki: one; two | need: say "yes"',
    "Buy > Pay | ?Bolączki: x",
  ]);
  expect(sheet.unknown).toEqual(["?Bolączki"]);
});

test("one step a row is turned round", () => {
  const text = "Stage,Step,Customer actions,Pain\nBuy,Look,scrolls,Loud\nBuy,Pay,types,Slow";
  expect(told(readSheet(text, laneWord))).toEqual([
    "Buy > Look | does: scrolls | pain: Loud",
    "Buy > Pay | does: types | pain: Slow",
  ]);
});

test("a table in Markdown, in Chinese and in Russian", () => {
  const chinese = "| | 浏览 | 付款 |\n|---|---|---|\n| 痛点 | 太慢 | 失败 |";
  expect(told(readSheet(chinese, laneWord))).toEqual([
    " > 浏览 | pain: 太慢",
    " > 付款 | pain: 失败",
  ]);
  const russian = "\tСмотрит\tПлатит\nПроблемы\tДолго\tОшибка\nМысли\tЧто это?\t";
  expect(told(readSheet(russian, laneWord))).toEqual([
    " > Смотрит | pain: Долго | think: Что это?",
    " > Платит | pain: Ошибка",
  ]);
});

test("an outline: stages, steps, cards, by indent, list signs or headings", () => {
  const text = "Buy\n  - Look\n    - Pain: too loud\n    - something else\n  - Pay\nUse\n  - Train";
  const wanted = ["Buy > Look | pain: too loud | ?: something else", "Buy > Pay", "Use > Train"];
  expect(told(readSheet(text, laneWord))).toEqual(wanted);
  const headings = "# Buy\n## Look\n- Pain: too loud\n- something else\n## Pay\n# Use\n## Train";
  expect(told(readSheet(headings, laneWord))).toEqual(wanted);
});

test("plain lines are steps", () => {
  expect(told(readSheet("1. Look\n2. Pay\n", laneWord))).toEqual([" > Look", " > Pay"]);
  expect(told(readSheet("Buy > Look\nBuy > Pay\nUse > Train", laneWord))).toEqual([
    "Buy > Look",
    "Buy > Pay",
    "Use > Train",
  ]);
});

test("a sentence with commas is no table, and a list is no map", () => {
  expect(cellsOf("Card, then bank, then done")).toBeNull();
  expect(looksLikeMap("One, two\nThree")).toBe(false);
  expect(looksLikeMap("- one\n- two")).toBe(false);
  expect(looksLikeMap("a\tb\nc\td")).toBe(true);
  expect(linesOf("* one\n\n2) two\n- [ ] three")).toEqual(["one", "two", "three"]);
});

test("nothing makes nothing", () => {
  expect(readSheet("", laneWord).stages).toEqual([]);
  expect(readSheet(" \n\t\n", laneWord).stages.flatMap(({ steps }) => steps)).toEqual([]);
});
