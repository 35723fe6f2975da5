// Names under which the document holds what is said of a record.

/** Name of the one root map. */
export const RECORDS = "records";
/** Parts of a record that are not fields. */
export const PARTS = ["is", "in", "rank", "gone"] as const;
export type Part = (typeof PARTS)[number];

export interface Key {
  readonly id: string;
  /** A part or a field. */
  readonly name: string;
  /** The item, of a field that is a set. */
  readonly item: string | null;
}

export function keyOf(id: string, name: string): string {
  return `${id}/${name}`;
}

export function itemKey(id: string, field: string, item: string): string {
  return `${id}/${field}/${item}`;
}

/** Reads a key of the root map; `null` where it is none. An item may hold slashes. */
export function readKey(key: string): Key | null {
  const first = key.indexOf("/");
  if (first <= 0) return null;
  const id = key.slice(0, first);
  const second = key.indexOf("/", first + 1);
  const name = second === -1 ? key.slice(first + 1) : key.slice(first + 1, second);
  if (name === "") return null;
  return { id, name, item: second === -1 ? null : key.slice(second + 1) };
}

/** Name of the root text of a field. */
export function textName(id: string, field: string): string {
  return keyOf(id, field);
}

/** Reads the name of a root text; `null` where it is none. */
export function readTextName(name: string): { id: string; field: string } | null {
  const key = readKey(name);
  return key?.item === null ? { id: key.id, field: key.name } : null;
}
