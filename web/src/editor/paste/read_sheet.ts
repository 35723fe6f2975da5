import { cellsOf } from "./cells_of";

// A whole map out of a table or an outline that was copied from somewhere else.

export interface Sheet {
  stages: SheetStage[];
  /** Names of rows that are no lane that is known. */
  unknown: string[];
}

export interface SheetStage {
  name: string;
  steps: SheetStep[];
}

export interface SheetStep {
  name: string;
  /** What stands in each row, by what the row is: a lane, a field of the step, or its name where it is not known. */
  rows: { row: string; texts: string[] }[];
}

/** What a word at the head of a row or column means: the id of a lane or field; `null` where nobody knows. */
export type WordOf = (word: string) => string | null;

const ARROW = /\s*(?:>|›|→|»)\s*/;

/** Whether a text is more than words for one cell. */
export function looksLikeMap(text: string): boolean {
  const rows = cellsOf(text);
  if (rows !== null) return rows.length > 1 || (rows[0]?.length ?? 0) > 2;
  return outline(text).some(({ depth }) => depth > 0) || text.includes(" > ");
}

/** The lines of a list, without their signs. */
export function linesOf(text: string): string[] {
  return outline(text).map(({ text }) => text);
}

export function readSheet(text: string, wordOf: WordOf): Sheet {
  const rows = cellsOf(text);
  const stages = rows === null ? readOutline(text, wordOf) : readTable(rows, wordOf);
  const unknown = stages
    .flatMap(({ steps }) => steps.flatMap(({ rows }) => rows.map(({ row }) => row)))
    .filter((row) => row.startsWith("?"));
  return { stages, unknown: [...new Set(unknown)] };
}

function readTable(rows: string[][], wordOf: WordOf): SheetStage[] {
  const heads = rows[0] ?? [];
  const known = heads.filter((head) => wordOf(head) !== null).length;
  // A row for each step: the heads name what the columns hold.
  if (known >= 2 && heads.some((head) => wordOf(head) === "step"))
    return readColumns(turned(rows), wordOf);
  return readColumns(rows, wordOf);
}

function turned(rows: string[][]): string[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? ""));
}

/** A column for each step; the first column names what the rows hold. */
function readColumns(rows: string[][], wordOf: WordOf): SheetStage[] {
  const first = rows.map((row) => row[0] ?? "");
  const titled =
    first[0] === "" || first.slice(1).some((word) => wordOf(word) !== null) || isHead(first[0]);
  function isHead(word: string | undefined): boolean {
    return ["stage", "step"].includes(wordOf(word ?? "") ?? "");
  }
  const from = titled ? 1 : 0;
  let stageRow: string[] | null = null;
  let stepRow: string[] = rows[0] ?? [];
  let rest = rows.slice(1);
  if (titled && wordOf(first[0] ?? "") === "stage") {
    stageRow = rows[0] ?? [];
    const at = first.findIndex((word) => wordOf(word) === "step");
    if (at > 0) {
      stepRow = rows[at] ?? [];
      rest = rows.filter((_, row) => row !== 0 && row !== at);
    }
  }
  const stages: SheetStage[] = [];
  let stage = "";
  for (let column = from; column < Math.max(...rows.map(({ length }) => length)); column += 1) {
    const [left, ...right] = (stepRow[column] ?? "").split(ARROW);
    const named = stageRow?.[column] ?? (right.length > 0 ? (left ?? "") : "");
    // An empty head goes on with the stage before it, as merged cells are copied.
    if (named !== "") stage = named;
    const name = right.length > 0 ? right.join(" > ") : (left ?? "");
    const filled = rest
      .map((row) => ({ row: rowName(row, titled, wordOf), texts: textsIn(row[column] ?? "") }))
      .filter(({ texts }) => texts.length > 0);
    if (name === "" && filled.length === 0) continue;
    put(stages, stage, { name: stageRow === stepRow ? "" : name, rows: filled });
  }
  return stages;
}

function rowName(row: string[], titled: boolean, wordOf: WordOf): string {
  const word = titled ? (row[0] ?? "") : "";
  return wordOf(word) ?? `?${word}`;
}

/** Several cards in one cell: one a line, or parted by semicolons. */
function textsIn(cell: string): string[] {
  return cell
    .split(/\n|;\s/)
    .map((text) => text.replace(/^\s*[-*•]\s+/, "").trim())
    .filter((text) => text !== "");
}

function put(stages: SheetStage[], name: string, step: SheetStep | null): void {
  const last = stages.at(-1);
  if (last?.name === name) {
    if (step !== null) last.steps.push(step);
  } else stages.push({ name, steps: step === null ? [] : [step] });
}

interface Line {
  depth: number;
  text: string;
}

/** Lines with how far they are set in: by spaces, signs of a list, or the number of `#`. */
function outline(text: string): Line[] {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const found: { indent: number; text: string }[] = [];
  let under = 0;
  for (const line of lines) {
    const head = /^(#+)\s+(.*)$/.exec(line);
    if (head !== null) {
      under = (head[1] ?? "").length * 1000;
      found.push({ indent: under - 1000, text: (head[2] ?? "").trim() });
      continue;
    }
    const [, space = "", , words = ""] =
      /^(\s*)((?:[-*+•]|\d+[.)])\s+(?:\[[ x]\]\s+)?)?(.*)$/i.exec(line) ?? [];
    if (words.trim() === "") continue;
    found.push({ indent: under + space.replaceAll("\t", "    ").length, text: words.trim() });
  }
  const levels = [...new Set(found.map(({ indent }) => indent))].sort((a, b) => a - b);
  return found.map(({ indent, text }) => ({ depth: levels.indexOf(indent), text }));
}

/** Stages, steps in them, cards in those; one level alone are steps. */
function readOutline(text: string, wordOf: WordOf): SheetStage[] {
  const lines = outline(text);
  const deep = Math.max(...lines.map(({ depth }) => depth), 0);
  const stages: SheetStage[] = [];
  for (const { depth, text } of lines) {
    const [left = "", ...right] = text.split(ARROW);
    if (deep === 0) {
      const step = { name: right.length > 0 ? right.join(" > ") : left, rows: [] };
      put(stages, right.length > 0 ? left : (stages.at(-1)?.name ?? ""), step);
    } else if (depth === 0) stages.push({ name: text, steps: [] });
    else if (depth === 1) {
      if (stages.length === 0) stages.push({ name: "", steps: [] });
      stages.at(-1)?.steps.push({ name: text, rows: [] });
    } else {
      const [, word = "", words = ""] = /^([^:：]{1,40})[:：]\s*(.+)$/.exec(text) ?? [];
      const known = wordOf(word);
      const rows = stages.at(-1)?.steps.at(-1)?.rows;
      const row = known ?? "?";
      const texts = [known === null ? text : words];
      const same = rows?.find((one) => one.row === row);
      if (same === undefined) rows?.push({ row, texts });
      else same.texts.push(...texts);
    }
  }
  return stages;
}
