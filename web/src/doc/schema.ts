// Kinds of records, their fields and what a value may be, as schemas/document.json says.
import document from "../../../schemas/document.json";
import { Refusal } from "./refusal";

export type FieldType =
  "text" | "word" | "choice" | "number" | "flag" | "claim" | "question" | "ref" | "set";

export interface Field {
  readonly field: string;
  readonly type: FieldType;
  /** Characters of a text or word, the largest number, items of a set. */
  readonly most?: number;
  readonly least?: number;
  readonly values?: readonly string[];
  /** Kind of the records that a reference or the items of a set name. */
  readonly to?: string;
  /** A word that is a day of the calendar: `2026-12-15`. */
  readonly day?: boolean;
}

export interface Kind {
  readonly kind: string;
  /** Kinds that it may lie in; `*` is any that is not talk, and comments. */
  readonly parents: readonly string[];
  readonly place: string;
  /** It is talk about the map, which is not in the file. */
  readonly talk?: boolean;
  readonly fields: readonly Field[];
}

interface Schema {
  readonly schema: number;
  readonly limits: { records: number; update_bytes: number; item: number; id: number };
  readonly kinds: readonly Kind[];
}

const schema = document as Schema;
const kinds = new Map(schema.kinds.map((kind) => [kind.kind, kind]));
const fields = new Map(
  schema.kinds.map((kind) => [
    kind.kind,
    new Map(kind.fields.map((field) => [field.field, field])),
  ]),
);

export const SCHEMA_VERSION = schema.schema;
export const LIMITS = schema.limits;
/** The longest claim or question, in characters. */
const MOST_OF_QUESTION = 20_000;
/** Id and kind of the record that everything lies in. */
export const ROOT = "map";

export function kindOf(kind: string): Kind | undefined {
  return kinds.get(kind);
}

/** Fields of a kind in the order in which they are shown; none of an unknown kind. */
export function fieldsOf(kind: string): readonly Field[] {
  return kinds.get(kind)?.fields ?? [];
}

export function fieldOf(kind: string, field: string): Field | undefined {
  return fields.get(kind)?.get(field);
}

export function mayLieIn(kind: string, parent: string): boolean {
  const parents = kinds.get(kind)?.parents ?? [];
  const anywhere = kinds.has(parent) && (!isTalk(parent) || parent === "comment");
  return parents.includes(parent) || (parents.includes("*") && anywhere);
}

export function isTalk(kind: string): boolean {
  return kinds.get(kind)?.talk === true;
}

export function isId(id: string): boolean {
  return /^[A-Za-z0-9._-]+$/.test(id) && id.length <= LIMITS.id;
}

/** Whether a text has at most so many characters, counted as Unicode code points. */
export function atMost(text: string, most: number): boolean {
  if (text.length <= most) return true;
  return text.length <= 2 * most && Array.from(text).length <= most;
}

/** Halves of characters, which no file and no wire can carry, replaced by the sign for what cannot be read. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** Whether a value in the document is one of its field. Prose and sets are not values. */
export function isValue(field: Field, value: unknown): value is string | number | true {
  switch (field.type) {
    case "text":
    case "set":
      return false;
    case "flag":
      return value === true;
    case "number":
      return (
        typeof value === "number" &&
        Number.isFinite(value) &&
        value >= (field.least ?? -Infinity) &&
        value <= (field.most ?? Infinity)
      );
    case "choice":
      return typeof value === "string" && (field.values ?? []).includes(value);
    case "word":
      return (
        typeof value === "string" &&
        value !== "" &&
        !/[\r\n]/.test(value) &&
        (field.day !== true || isDay(value)) &&
        atMost(value, field.most ?? Infinity)
      );
    case "ref":
      return typeof value === "string" && isRef(value) && atMost(value, LIMITS.item);
    case "claim":
      return typeof value === "string" && isQuestion(value, ["op", "is"]);
    case "question":
      return typeof value === "string" && isQuestion(value, ["op"]);
  }
}

/** Whether a text is a day of the Gregorian calendar as `YYYY-MM-DD`. */
function isDay(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  // Some read the 31st of a shorter month as a day of the next.
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

/** `@ID`, `@ID#`, or words; those that begin with one have one more. */
function isRef(value: string): boolean {
  if (!value.startsWith("@") || value.startsWith("@@")) return true;
  return isId(value.slice(1).replace(/#+$/, ""));
}

/** Whether it is JSON of an object that says these; whether it can be asked, the server finds out. */
function isQuestion(text: string, says: readonly string[]): boolean {
  if (!atMost(text, MOST_OF_QUESTION)) return false;
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return false;
  }
  if (typeof read !== "object" || read === null) return false;
  const said = new Map(Object.entries(read));
  return says.every((name) => typeof said.get(name) === "string");
}

/** The field with this name and one of these types, or a refusal. */
export function wanted(kind: string, field: string, types: readonly FieldType[]): Field {
  const found = fieldOf(kind, field);
  if (found === undefined) throw new Refusal(`A record of kind ${kind} has no field ${field}.`);
  if (!types.includes(found.type))
    throw new Refusal(`The field ${field} of ${kind} is of type ${found.type}.`);
  return found;
}

/** All types that are neither prose nor sets. */
export const VALUES: readonly FieldType[] = [
  "word",
  "choice",
  "number",
  "flag",
  "claim",
  "question",
  "ref",
];
