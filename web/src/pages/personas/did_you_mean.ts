import { getAttributes, getValues, type Attribute, type ValueCount } from "../../api/attributes";
import { getActivities } from "../../api/live_api";
import { writeTests } from "../../editor/evidence/filter_tests";

// What a rule could say of this project: an example that keeps somebody, and what is meant where a word is none of the data's.

/** A name with this many values is one that a rule can be made of: of one value it tells nobody apart. */
const LEAST_VALUES = 2;

/** What the data say, asked for as it is needed. */
export interface Known {
  attributes: (signal: AbortSignal) => Promise<Attribute[]>;
  values: (of: Attribute, signal: AbortSignal) => Promise<ValueCount[]>;
  activities: (signal: AbortSignal) => Promise<string[]>;
}

export const THE_DATA: Known = {
  attributes: getAttributes,
  values: getValues,
  activities: async (signal) => (await getActivities(signal)).map(({ activity }) => activity),
};

/** A rule that keeps the most customers whom one value tells apart; `null` where the data have no such attribute. */
export async function exampleRule(known: Known, signal: AbortSignal): Promise<string | null> {
  const attributes = await known.attributes(signal);
  const least = attributes.filter(({ distinct }) => (distinct ?? 0) >= LEAST_VALUES);
  for (const of of least) {
    const [first] = await known.values(of, signal);
    if (first !== undefined)
      return writeTests([{ on: "attribute", name: of.name, sign: "=", value: first.value }]);
  }
  return null;
}

/** A word of a rule that the data do not have, and the nearest that they have. */
export interface Meant {
  /** Of which attribute it is a value; `null` where it is none. */
  of: string | null;
  said: string;
  meant: string;
  /** The rule with that in its place. */
  rule: string;
}

const QUOTED = String.raw`"((?:[^"\\]|\\.)*)"`;
const NAMED = String.raw`([\p{L}_][\p{L}\d_:.-]*|${"`[^`]+`"})`;

/** Names that the engine reads beside those of the attributes. */
const READ_TOO = ["activity", "customer", "case"];

/** What is meant by each word of a rule that the data do not have, where something near it is there. */
export async function meantBy(rule: string, known: Known, signal: AbortSignal): Promise<Meant[]> {
  const found: Meant[] = [];
  const look = (of: string | null, at: number, quoted: string, there: readonly string[]) => {
    const said = unescaped(quoted);
    const meant = nearest(said, there);
    if (meant === null) return;
    const written = meant.replace(/["\\]/g, "\\$&");
    const changed = `${rule.slice(0, at)}${written}${rule.slice(at + quoted.length)}`;
    found.push({ of, said, meant, rule: changed });
  };
  const activities = [
    ...rule.matchAll(new RegExp(String.raw`\b(?:did|count)\(\s*${QUOTED}`, "gu")),
  ];
  if (activities.length > 0) {
    const there = await known.activities(signal);
    for (const { index, 0: whole, 1: quoted = "" } of activities)
      look(null, index + whole.length - 1 - quoted.length, quoted, there);
  }
  const tests = testsIn(rule);
  if (tests.length === 0) return found;
  const attributes = await known.attributes(signal);
  const names = [...attributes.map(({ name }) => name), ...READ_TOO];
  for (const { at, named, values } of tests) {
    const name = named.replaceAll("`", "");
    const attribute = attributes.find((one) => one.name === name);
    if (attribute === undefined && name !== "activity") {
      const meant = nearest(name, names);
      if (meant === null) continue;
      const [written = ""] = writeTests([
        { on: "attribute", name: meant, sign: "=", value: true },
      ]).split(" = ");
      const rest = rule.slice(at + named.length);
      found.push({ of: null, said: name, meant, rule: `${rule.slice(0, at)}${written}${rest}` });
      continue;
    }
    const there =
      attribute === undefined
        ? await known.activities(signal)
        : (await known.values(attribute, signal)).map(({ value }) => String(value));
    for (const { at, quoted } of values) look(name, at, quoted, there);
  }
  return found;
}

interface Test {
  /** Where the name stands, and as it is written. */
  at: number;
  named: string;
  /** The values as they are written between their quotes. */
  values: { at: number; quoted: string }[];
}

/** Where a rule compares something with texts: by a sign, or with those of a list. */
function testsIn(rule: string): Test[] {
  const list = String.raw`(?:not\s+)?in\s*\((?:[^"()]|${QUOTED})*\)`;
  const test = new RegExp(String.raw`${NAMED}(\s*!?=\s*${QUOTED}|\s+${list})`, "gu");
  return [...rule.matchAll(test)].map(({ index, 1: named = "", 2: compared = "" }) => {
    const from = index + named.length;
    const values = [...compared.matchAll(new RegExp(QUOTED, "gu"))].map((value) => ({
      at: from + value.index + 1,
      quoted: value[1] ?? "",
    }));
    return { at: index, named, values };
  });
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}

/**
 * The one of them that is nearest to a word; `null` where the word is among them, or nothing is near enough to be a slip of the hand. The same
 * rule as in the engine (crates/model/src/diagnostic.rs); spec/words/nearest.json holds the cases that both run.
 */
export function nearest(word: string, there: readonly string[]): string | null {
  if (there.includes(word)) return null;
  const plain = Array.from(word.toLowerCase());
  let best: { one: string; far: number } | null = null;
  for (const one of there) {
    const other = Array.from(one.toLowerCase());
    const far = distance(plain, other);
    const most = Math.max(1, Math.floor(Math.max(plain.length, other.length) / 3));
    if (far <= most && (best === null || far < best.far)) best = { one, far };
  }
  return best?.one ?? null;
}

/** A value that a rule names and no event has, as the engine notes it. */
export interface Strange {
  /** The engine's own words. */
  note: string;
  /** `null` where the page does not read them. */
  read: Read | null;
}

interface Read {
  /** The attribute, and the value that it does not have. */
  name: string;
  said: string;
  /** The value that is near; `null` where none is. */
  meant: string | null;
  /** Else some of those that there are; empty where that is not told. */
  there: string;
}

/**
 * The notes on what a rule names and no event has; they come as sentences of the engine. How one begins is written in crates/engine/src/filter/bind.rs
 * (`fn text`), read in crates/project/src/personas.rs (`NO_EVENT_HAS`) and here: who changes it there changes it here.
 */
export function strangeOf(notes: readonly string[]): Strange[] {
  return notes
    .filter((note) => note.startsWith("no event has "))
    .map((note) => ({ note, read: readNote(note) }));
}

function readNote(note: string): Read | null {
  const [, name, said, rest = ""] =
    /^no event has (.+?) = "(.*)"; (did.*|the.*)$/su.exec(note) ?? [];
  if (name === undefined || said === undefined) return null;
  const meant = /^did you mean "(.*)"\?$/su.exec(rest)?.[1] ?? null;
  const [, more, there = ""] =
    /^the data have (\d+ )?values of [^"]*?(?:, among them)? (".*")$/su.exec(rest) ?? [];
  return { name, said, meant, there: more === undefined ? there : `${there}, …` };
}

/** Those for which no word was found that can be put in their place. */
export function unhelped(strange: readonly Strange[], meant: readonly Meant[]): Strange[] {
  return strange.filter(
    ({ read }) =>
      read === null || !meant.some(({ of, said }) => of === read.name && said === read.said),
  );
}

/** Letters to put in, take out or exchange (Levenshtein 1966), two that changed places counted as one. */
function distance(a: readonly string[], b: readonly string[]): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const now = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(
        (last[j] ?? 0) + 1,
        (now[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + Number(!same),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      now.push(least);
    }
    before = last;
    last = now;
  }
  return last[b.length] ?? 0;
}
