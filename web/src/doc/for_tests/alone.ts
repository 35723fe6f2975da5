// A live map that nobody else sees and nothing keeps.
import type { Rec } from "../edit";
import { itemKey, keyOf, textName } from "../keys";
import type { LiveMap, Person, Standing } from "../live_map";
import { type MapDoc, openMapDoc } from "../map_doc";
import { ROOT } from "../schema";

const ME: Person = { id: "me", name: "Me", colour: "#3b6fd6" };
const KEPT: Standing = { state: "kept" };

/** A map with these records, and with the record of the map itself in any case. */
export async function aloneMap(records: readonly Rec[] = [], me: Person = ME): Promise<LiveMap> {
  const doc = await openMapDoc();
  begin(doc, records);
  const listeners = new Set<() => void>();
  doc.onChange(() => {
    for (const changed of listeners) changed();
  });
  return {
    me,
    snapshot: doc.snapshot,
    standing: () => KEPT,
    people: () => NOBODY,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    dispatch: doc.apply,
    undo: doc.undo,
    redo: doc.redo,
    canUndo: doc.canUndo,
    canRedo: doc.canRedo,
    undoable: doc.undoable,
    redoable: doc.redoable,
    onTheirs: () => () => undefined,
    asides: () => NOBODY,
    discard: () => Promise.resolve(),
    asidesElsewhere: () => Promise.resolve(NOBODY),
    unsent: () => NOBODY,
    here: () => undefined,
    point: () => undefined,
    pointers: () => NOBODY,
    onPointers: () => () => undefined,
    onFigures: () => () => undefined,
    close: () => {
      listeners.clear();
      doc.close();
    },
  };
}

const NOBODY: readonly never[] = [];

/** Writes records into a document that is still empty, as what was there before anybody changed anything. */
export function begin(doc: MapDoc, records: readonly Rec[]): void {
  const keys = new Map<string, string | number | true>([[keyOf(ROOT, "is"), ROOT]]);
  const texts = new Map<string, string>();
  for (const rec of records) {
    keys.set(keyOf(rec.id, "is"), rec.kind);
    if (rec.parent !== null)
      keys.set(keyOf(rec.id, "in"), rec.parent).set(keyOf(rec.id, "rank"), rec.rank);
    if (rec.gone !== null) keys.set(keyOf(rec.id, "gone"), rec.gone);
    for (const [field, value] of Object.entries(rec.values)) keys.set(keyOf(rec.id, field), value);
    for (const [field, items] of Object.entries(rec.sets))
      for (const { item, rank } of items) keys.set(itemKey(rec.id, field, item), rank);
    for (const [field, text] of Object.entries(rec.text)) texts.set(textName(rec.id, field), text);
  }
  doc.begin({ keys, texts });
}
