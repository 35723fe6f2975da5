import document from "../../../schemas/document.json";
import type { Rec } from "../doc/edit";
import { kindOf } from "../doc/schema";

// What a record is called and how its fields are read: from the generated schema, so that a new kind needs no new code here.

export { proseOf, titleOf } from "../doc/title";

/** Kinds that are cards in the cells of the grid, in the order of the schema. */
export const CARDS: readonly string[] = document.kinds
  .filter(({ place }) => place === "card")
  .map(({ kind }) => kind);

/** Every kind that people see. */
export const KINDS_SHOWN: readonly string[] = document.kinds.map(({ kind }) => kind);

export function isCard(record: Rec): boolean {
  return kindOf(record.kind)?.place === "card";
}

/** Items of a set, in order. */
export function itemsOf(record: Rec, field: string): readonly string[] {
  return record.sets[field]?.map(({ item }) => item) ?? NONE;
}

const NONE: readonly string[] = [];

/** A value that is text; empty where there is none. */
export function wordOf(record: Rec, field: string): string {
  const value = record.values[field];
  return typeof value === "string" ? value : "";
}

export function numberOf(record: Rec, field: string): number | null {
  const value = record.values[field];
  return typeof value === "number" ? value : null;
}
