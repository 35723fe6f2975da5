// What was written in this browser under another name and never sent: whoever lost the cookie is somebody else to the server from then
// on, and what lay here under the name before would be seen by nobody. It comes to lie aside of who is here now, who makes it again.
import type { Around } from "./around";
import { openCopy } from "./copy";
import { answerOf, openDatabase } from "./database";
import { type MapDoc, openMapDoc } from "./map_doc";
import { JOURNAL, NOTES, openStore, type Store } from "./store";
import { type Browser } from "./this_browser";
import { covers, cut, type Version, union } from "./version";

export interface Here {
  /** Whose it will be. */
  readonly me: string;
  /** The map that is open, its store, and what the server is known to have of it. */
  readonly id: string;
  readonly store: Store;
  readonly doc: () => MapDoc;
  readonly kept: () => Version;
}

interface Move {
  readonly mine: Store;
  /** What the server is known to have of the map. */
  readonly known: Version;
  /** A document that reads what an update says of itself. */
  readonly present: MapDoc;
}

const WHY = {
  code: "left-behind",
  detail: "it was written here under another name, and the server never got it",
  help: "make it again in your own name, or discard it",
};

/** Of all maps of the server. Answers whether something came to lie aside of the map that is open; what is not found now is looked for the next time. */
export function takeLeft(around: Around, here: Here): Promise<boolean> {
  return take(around, here).catch(() => false);
}

async function take(around: Around, here: Here): Promise<boolean> {
  const { origin, browser } = around;
  let found = false;
  for (const name of await namesIn(browser)) {
    const [server, person, ...rest] = name.split(" ");
    const id = rest.join(" ");
    if (server !== origin || person === here.me || id === "") continue;
    const theirs = await openStore(name, crypto.randomUUID(), browser);
    const mine =
      id === here.id
        ? here.store
        : await openStore(`${origin} ${here.me} ${id}`, crypto.randomUUID(), browser);
    const known: Version = id === here.id ? here.kept() : new Map();
    const moved = await move(theirs, { mine, known, present: here.doc() });
    theirs.close();
    if (mine !== here.store) mine.close();
    else found ||= moved;
  }
  return found;
}

/** Nothing goes from there before it is kept here. */
async function move(theirs: Store, { mine, known, present }: Move): Promise<boolean> {
  const unsent = await unsentOf(theirs, known, present);
  if (unsent !== null) {
    const { update, base } = unsent;
    mine.setAside({ ...WHY, update, base: [...base], at: Date.now(), id: crypto.randomUUID() });
  }
  const asides = await theirs.asides().catch(() => []);
  for (const row of asides) mine.setAside(row);
  if (unsent === null && asides.length === 0) return false;
  if (!(await mine.settled())) return true;
  if (unsent !== null) theirs.setHanded(unsent.handed);
  if (asides.length > 0) await theirs.discard(asides.map(({ id }) => id));
  await theirs.settled();
  return true;
}

/** All that is kept there, where the server lacks some of it. A tab that still writes there keeps its own, so nothing is taken away. */
async function unsentOf(
  store: Store,
  known: Version,
  present: MapDoc,
): Promise<{ update: Uint8Array; base: Version; handed: Version } | null> {
  const stored = await store.load();
  const base = union(union(stored.kept, stored.handed), known);
  // Most often all of it was sent: what the updates say of themselves tells, without a document.
  const reached = stored.updates.reduce<Version>(
    (all, update) => union(all, present.reach(update)?.to ?? new Map()),
    new Map(),
  );
  if (covers(base, cut(reached, stored.refused))) return null;
  const copy = openCopy(await openMapDoc(), stored, () => undefined);
  for (const update of stored.updates) copy.take(update);
  const doc = copy.doc();
  const to = doc.version();
  const update = covers(base, to) ? null : doc.updates();
  doc.close();
  return update && { update, base, handed: union(stored.handed, to) };
}

/** Names of all that is kept, in the database and in the journals. */
async function namesIn({ database: factory, storage }: Browser): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  try {
    for (let at = 0; at < (storage?.length ?? 0); at++) {
      const key = storage?.key(at) ?? "";
      const prefix = [JOURNAL, NOTES].find((each) => key.startsWith(`${each} `));
      // What follows the name is the tab and a number.
      if (prefix !== undefined)
        names.add(key.slice(prefix.length + 1).replace(/ [^ ]+ [^ ]+$/, ""));
    }
  } catch {
    // What cannot be looked at holds nothing.
  }
  const database = await openDatabase(factory);
  if (database === null) return names;
  try {
    const maps = database.transaction("maps", "readonly").objectStore("maps");
    for (const key of await answerOf(maps.getAllKeys()))
      if (typeof key === "string") names.add(key);
    for (const store of ["updates", "aside"])
      for (const name of await indexed(database, store)) names.add(name);
  } catch {
    // Somebody clears it at this moment.
  } finally {
    database.close();
  }
  return names;
}

/** Each name under which rows lie, once: rows may come before there is one of the map. */
function indexed(database: IDBDatabase, store: string): Promise<string[]> {
  return new Promise((done, failed) => {
    const names: string[] = [];
    const index = database.transaction(store, "readonly").objectStore(store).index("map");
    const asked = index.openKeyCursor(null, "nextunique");
    asked.onsuccess = () => {
      const cursor = asked.result;
      if (cursor === null) {
        done(names);
        return;
      }
      if (typeof cursor.key === "string") names.push(cursor.key);
      cursor.continue();
    };
    asked.onerror = () => {
      failed(asked.error ?? new Error("the browser's database did not answer"));
    };
  });
}
