// Turns edits into what is to be written in the document, or refuses them. Each edit is looked at as if those before it were done.
import type { Edit, Fields } from "./edit";
import { itemKey, keyOf, readKey, readTextName, textName } from "./keys";
import { Refusal } from "./refusal";
import { isRank, spread } from "./rank";
import type { Records } from "./records";
import {
  atMost,
  type Field,
  fieldOf,
  isId,
  isTalk,
  isValue,
  kindOf,
  LIMITS,
  mayLieIn,
  ROOT,
  VALUES,
  wanted,
  wellFormed,
} from "./schema";

export type Written = string | number | true | null;

export interface Writes {
  /** Keys of the root map with their new values; `null` takes one away. Only those that change. */
  readonly keys: ReadonlyMap<string, Written>;
  /** Root texts with what stands in them in the end. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * New records are born in the bin, with all that is said of them, and come out of it with the rest. So to undo that they came puts
 * them back there, whole, and whoever has written in them meanwhile keeps their words.
 */
export interface Plan {
  readonly born: Writes;
  readonly then: Writes;
}

/** A record as the edits before have made it. */
interface Draft {
  readonly kind: string;
  readonly parent: string | null;
  readonly mark: string | null;
}

export function planOf(records: Records, edits: readonly Edit[]): Plan {
  const before = records.snapshot().records;
  const drafts = new Map<string, Draft>();
  const arrived = new Map<string, Set<string>>();
  const sets = new Map<string, Set<string>>();
  const born = new Map<string, string>();
  const keys = new Map<string, Written>();
  const texts = new Map<string, string>();

  const find = (id: string): Draft | undefined => {
    const draft = drafts.get(id);
    if (draft !== undefined) return draft;
    const rec = before.get(id);
    return rec && { kind: rec.kind, parent: rec.parent, mark: records.mark(id) };
  };
  const known = (id: string): Draft => {
    const draft = find(id);
    if (draft === undefined) throw new Refusal(`There is no record ${id}.`, { code: "gone" });
    return draft;
  };
  const inside = (id: string): string[] => {
    const ids = new Set([...records.inside(id), ...(arrived.get(id) ?? [])]);
    return [...ids].filter((each) => find(each)?.parent === id);
  };
  const lives = (id: string): boolean => {
    const draft = known(id);
    if (isTalk(draft.kind)) return draft.mark === null && lives(draft.parent ?? ROOT);
    return [id, ...below(id)].some((each) => {
      const { kind, mark } = known(each);
      return mark === null && !isTalk(kind);
    });
  };
  const below = (id: string): string[] => {
    const found = inside(id);
    for (const each of found) found.push(...inside(each));
    return found;
  };
  const put = (id: string, draft: Draft) => {
    drafts.set(id, draft);
    if (draft.parent !== null)
      arrived.set(draft.parent, (arrived.get(draft.parent) ?? new Set()).add(id));
  };
  const mark = (id: string, by: string | null) => {
    const draft = known(id);
    if (draft.mark === by) return;
    put(id, { ...draft, mark: by });
    keys.set(keyOf(id, "gone"), by);
  };
  const checkPlace = (id: string, kind: string, parent: string, rank: string) => {
    if (!isRank(rank)) throw new Refusal(`${JSON.stringify(rank)} is no rank.`);
    const over = known(parent);
    if (!mayLieIn(kind, over.kind))
      throw new Refusal(`A record of kind ${kind} cannot lie in one of kind ${over.kind}.`, {
        code: "wrong-place",
      });
    for (let at: string | null = parent; at !== null; at = find(at)?.parent ?? null)
      if (at === id)
        throw new Refusal(`The record ${id} cannot lie in itself.`, { code: "wrong-place" });
  };
  const itemsOf = (id: string, field: string): Set<string> => {
    const name = keyOf(id, field);
    const items =
      sets.get(name) ?? new Set(before.get(id)?.sets[field]?.map((each) => each.item) ?? []);
    sets.set(name, items);
    return items;
  };

  const setValue = (id: string, field: Field, value: unknown) => {
    const key = keyOf(id, field.field);
    if (value === null) {
      keys.set(key, null);
      return;
    }
    const sound = typeof value === "string" ? wellFormed(value) : value;
    if (!isValue(field, sound))
      throw new Refusal(`${JSON.stringify(value)} cannot stand in the field ${field.field}.`, {
        code: "wrong-value",
      });
    keys.set(key, sound);
  };
  const writeText = (id: string, field: Field, text: unknown) => {
    if (typeof text !== "string") throw new Refusal(`The field ${field.field} takes a text.`);
    const name = textName(id, field.field);
    // One that grew too long because two people wrote in it may be made shorter.
    const old = texts.get(name) ?? before.get(id)?.text[field.field] ?? "";
    if (!atMost(text, field.most ?? Infinity) && bytesOf(text) > bytesOf(old))
      throw new Refusal(`The field ${field.field} has at most ${field.most ?? 0} characters.`, {
        code: "too-long",
        most: field.most,
      });
    texts.set(name, wellFormed(text));
  };
  const putItem = (id: string, field: Field, given: unknown, rank: string) => {
    if (typeof given !== "string" || !atMost(given, LIMITS.item))
      throw new Refusal(`An item of ${field.field} has at most ${LIMITS.item} characters.`, {
        code: "too-long",
        most: LIMITS.item,
      });
    if (!isRank(rank)) throw new Refusal(`${JSON.stringify(rank)} is no rank.`);
    const item = wellFormed(given);
    if (field.to !== undefined && !isId(item))
      throw new Refusal(`The items of ${field.field} are ids of records.`);
    const items = itemsOf(id, field.field).add(item);
    if (items.size > (field.most ?? Infinity))
      throw new Refusal(`The field ${field.field} has at most ${field.most ?? 0} items.`, {
        code: "too-many-items",
        most: field.most,
      });
    keys.set(itemKey(id, field.field, item), rank);
  };
  const fill = (id: string, kind: string, fields: Fields) => {
    for (const [name, value] of Object.entries(fields)) {
      const field = fieldOf(kind, name);
      if (field === undefined) throw new Refusal(`A record of kind ${kind} has no field ${name}.`);
      if (field.type === "text") writeText(id, field, value);
      else if (field.type !== "set") setValue(id, field, value);
      else if (!Array.isArray(value)) throw new Refusal(`The field ${name} takes a list.`);
      else {
        const items = [...new Set(value)];
        const ranks = spread(items.length);
        items.forEach((item, at) => {
          putItem(id, field, item, ranks[at] ?? "");
        });
      }
    }
  };

  const add = ({ id, kind, parent, rank, fields }: Extract<Edit, { edit: "add" }>) => {
    if (!isId(id)) throw new Refusal(`${JSON.stringify(id)} is no id.`);
    if (find(id) !== undefined || records.said(keyOf(id, "is")) !== undefined)
      throw new Refusal(`There is a record ${id} already.`);
    if (kindOf(kind) === undefined) throw new Refusal(`There is no kind ${kind}.`);
    if (before.size + born.size >= LIMITS.records)
      throw new Refusal(`A map has at most ${LIMITS.records} records.`, {
        code: "too-many",
        most: LIMITS.records,
      });
    checkPlace(id, kind, parent, rank);
    born.set(id, born.get(parent) ?? id);
    put(id, { kind, parent, mark: null });
    keys.set(keyOf(id, "is"), kind).set(keyOf(id, "in"), parent).set(keyOf(id, "rank"), rank);
    fill(id, kind, fields);
  };
  const move = ({ id, parent, rank }: Extract<Edit, { edit: "move" }>) => {
    const draft = known(id);
    if (id === ROOT) throw new Refusal("The map itself cannot be moved.");
    // Else two people could hang two comments below each other.
    if (draft.parent !== parent && isTalk(known(parent).kind))
      throw new Refusal("What was no answer becomes none later.");
    checkPlace(id, draft.kind, parent, rank);
    put(id, { ...draft, parent });
    keys.set(keyOf(id, "in"), parent).set(keyOf(id, "rank"), rank);
  };
  const remove = (id: string) => {
    known(id);
    if (id === ROOT) throw new Refusal("The map itself cannot be removed.");
    for (const each of [id, ...below(id)].filter(lives)) mark(each, id);
  };
  const bringBack = (id: string) => {
    const by = known(id).mark;
    if (by === null) return;
    const marks = new Set([id, by]);
    for (const each of new Set([...before.keys(), ...born.keys()])) {
      const its = find(each)?.mark ?? null;
      if (its !== null && marks.has(its)) mark(each, null);
    }
  };

  for (const edit of edits) {
    switch (edit.edit) {
      case "add":
        add(edit);
        break;
      case "set":
        setValue(edit.id, wanted(known(edit.id).kind, edit.field, VALUES), edit.value);
        break;
      case "write":
        writeText(edit.id, wanted(known(edit.id).kind, edit.field, ["text"]), edit.text);
        break;
      case "put":
        putItem(edit.id, wanted(known(edit.id).kind, edit.field, ["set"]), edit.item, edit.rank);
        break;
      case "take": {
        const field = wanted(known(edit.id).kind, edit.field, ["set"]);
        itemsOf(edit.id, field.field).delete(edit.item);
        keys.set(itemKey(edit.id, field.field, edit.item), null);
        break;
      }
      case "move":
        move(edit);
        break;
      case "remove":
        remove(edit.id);
        break;
      case "bring_back":
        bringBack(edit.id);
        break;
      default:
        throw new Refusal(`There is no edit ${JSON.stringify((edit as { edit: unknown }).edit)}.`);
    }
  }
  return divided(records, born, keys, texts);
}

/** Parts what is written of new records from the rest. `born` names the topmost new record above each: the mark it is born with. */
function divided(
  records: Records,
  born: ReadonlyMap<string, string>,
  keys: ReadonlyMap<string, Written>,
  texts: ReadonlyMap<string, string>,
): Plan {
  const first = { keys: new Map<string, Written>(), texts: new Map<string, string>() };
  const then = { keys: new Map<string, Written>(), texts: new Map<string, string>() };
  for (const [key, value] of keys) {
    const { id, name } = readKey(key) ?? { id: "", name: "" };
    if (born.has(id) && name !== "gone") {
      if (value !== null) first.keys.set(key, value);
    } else if ((records.said(key) ?? null) !== value) then.keys.set(key, value);
  }
  for (const [id, mark] of born) {
    const key = keyOf(id, "gone");
    first.keys.set(key, mark);
    const gone = keys.get(key) ?? null;
    if (gone === mark) then.keys.delete(key);
    else then.keys.set(key, gone);
  }
  for (const [name, text] of texts)
    (born.has(readTextName(name)?.id ?? "") ? first : then).texts.set(name, text);
  return { born: first, then };
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
