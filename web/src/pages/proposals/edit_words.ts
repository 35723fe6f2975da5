import type { RecordLine } from "../../api/live_api";

// A proposed edit in words, where the proposer gave none.

export interface EditWords {
  /** What it would do: a key of the locales. */
  does: "added" | "removed" | "moved" | "changed" | "brought-back";
  kind: string;
  name: string;
  field: string | null;
  /** What would be said. */
  says: string;
}

/** Reads an edit whatever its shape; `null` where it is none. */
export function editWords(
  edit: unknown,
  records: Readonly<Record<string, RecordLine>>,
): EditWords | null {
  if (typeof edit !== "object" || edit === null) return null;
  const { edit: sort, id, kind, field, ...rest } = edit as Record<string, unknown>;
  const record = typeof id === "string" ? records[id] : undefined;
  const known = {
    kind: typeof kind === "string" ? kind : (record?.kind ?? ""),
    name: record === undefined ? "" : nameOf(record),
    field: typeof field === "string" ? field : null,
    says: "",
  };
  switch (sort) {
    case "add": {
      const fields = (rest.fields ?? {}) as Record<string, unknown>;
      return { ...known, does: "added", name: shown(fields.text ?? fields.name) };
    }
    case "write":
      return { ...known, does: "changed", says: shown(rest.text) };
    case "set":
      return { ...known, does: "changed", says: shown(rest.value) };
    case "put":
      return { ...known, does: "changed", says: `+ ${called(rest.item, records)}` };
    case "take":
      return { ...known, does: "changed", says: `− ${called(rest.item, records)}` };
    case "move":
      return { ...known, does: "moved", says: called(rest.parent, records) };
    case "remove":
      return { ...known, does: "removed" };
    case "bring_back":
      return { ...known, does: "brought-back" };
    default:
      return null;
  }
}

function nameOf({ text }: RecordLine): string {
  return text.name ?? text.text ?? "";
}

function called(item: unknown, records: Readonly<Record<string, RecordLine>>): string {
  const record = typeof item === "string" ? records[item] : undefined;
  return record === undefined ? shown(item) : nameOf(record);
}

function shown(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined || value === null ? "" : JSON.stringify(value);
}
