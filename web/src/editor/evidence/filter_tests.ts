// The tests of a filter that can be picked instead of written: see docs/methods/filters.md. Anything else stays text.

export const SIGNS = ["=", "!=", "<", "<=", ">", ">=", "~"] as const;
export type Sign = (typeof SIGNS)[number];

export type FilterTest =
  | { on: "attribute"; name: string; sign: Sign; value: string | number | boolean }
  | { on: "activity"; activity: string; did: boolean };

/** Reads tests that are joined by `and`; `null` where the text says more than can be picked. */
export function readTests(text: string): FilterTest[] | null {
  const tests: FilterTest[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const did = /^(not\s+)?did\(\s*("(?:[^"\\]|\\.)*")\s*\)/i.exec(rest);
    const on =
      /^([\p{L}_][\p{L}\d_:.-]*|`[^`]+`)\s*(!=|<=|>=|=|<|>|~)\s*("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false)(?![\w.])/u.exec(
        rest,
      );
    if (did !== null)
      tests.push({ on: "activity", activity: unquote(did[2] ?? ""), did: did[1] === undefined });
    else if (on !== null)
      tests.push({
        on: "attribute",
        name: (on[1] ?? "").replaceAll("`", ""),
        sign: on[2] as Sign,
        value: valueOf(on[3] ?? ""),
      });
    else return null;
    rest = rest.slice((did ?? on)?.[0].length).trim();
    if (rest === "") return tests;
    const and = /^and\s+/i.exec(rest);
    if (and === null) return null;
    rest = rest.slice(and[0].length);
    if (rest.trim() === "") return null;
  }
  return tests;
}

export function writeTests(tests: readonly FilterTest[]): string {
  return tests
    .map((test) => {
      if (test.on === "activity") return `${test.did ? "" : "not "}did(${quote(test.activity)})`;
      const value = typeof test.value === "string" ? quote(test.value) : String(test.value);
      return `${nameOf(test.name)} ${test.sign} ${value}`;
    })
    .join(" and ");
}

/** Words of the language, which an attribute of the same name is told from by backticks. */
const WORDS = new Set(
  "and or not in is missing present true false did count duration first last any within of start".split(
    " ",
  ),
);

function nameOf(name: string): string {
  const plain = /^[A-Za-z_][\w:.-]*$/.test(name) && !WORDS.has(name.toLowerCase());
  return plain ? name : `\`${name}\``;
}

function valueOf(word: string): string | number | boolean {
  if (word.startsWith('"')) return unquote(word);
  return word === "true" || word === "false" ? word === "true" : Number(word);
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, "$1");
}
