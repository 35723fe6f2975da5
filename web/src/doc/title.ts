// What a record is called.
import type { Rec } from "./edit";
import { fieldsOf } from "./schema";

/** The prose that a record is called by: a stage's name, a card's text. */
export function proseOf(kind: string): string {
  return fieldsOf(kind).find(({ type }) => type === "text")?.field ?? "text";
}

/** What a record is called; empty where nothing was written yet, or there is none. */
export function titleOf(record: Rec | null): string {
  return record?.text[proseOf(record.kind)] ?? "";
}
