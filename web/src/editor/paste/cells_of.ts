// Tables out of plain text: tabs as spreadsheets copy them, commas or semicolons, or Markdown.

/** The rows of a table; `null` where the text is none. */
export function cellsOf(text: string): string[][] | null {
  const lines = text.replace(/\r\n?/g, "\n").trimEnd();
  if (/^\s*\|.*\|\s*$/m.test(lines)) return markdown(lines);
  for (const sign of ["\t", ";", ","]) {
    const rows = separated(lines, sign).filter((row) => row.some((cell) => cell !== ""));
    const widths = rows.map(({ length }) => length);
    const wide = Math.max(...widths, 0);
    // Commas stand in sentences too: they part cells only where every line has as many.
    const even = sign === "\t" ? wide > 1 : rows.length > 1 && widths.every((w) => w === wide);
    if (wide > 1 && even)
      return rows.map((row) => [...row, ...Array<string>(wide - row.length).fill("")]);
  }
  return null;
}

function markdown(text: string): string[][] {
  return text
    .split("\n")
    .filter((line) => line.includes("|") && !/^[\s|:-]+$/.test(line))
    .map((line) =>
      line
        .trim()
        .replace(/^\||\|$/g, "")
        .split("|")
        .map((cell) => cell.trim().replace(/<br\s*\/?>/g, "\n")),
    );
}

/** Cells may stand in quotes, with line breaks and doubled quotes inside (RFC 4180). */
function separated(text: string, sign: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i <= text.length; i += 1) {
    const at = text[i];
    if (quoted && at !== undefined) {
      if (at !== '"') cell += at;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (at === '"' && cell === "") quoted = true;
    else if (at === sign || at === "\n" || at === undefined) {
      row.push(cell.trim());
      cell = "";
      if (at !== sign) {
        rows.push(row);
        row = [];
      }
    } else cell += at;
  }
  return rows;
}
