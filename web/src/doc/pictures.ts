// The records of maps as they were seen last, kept in this browser: what is drawn while the document itself is still being read. Only ever
// looked at: what is changed and what is sent comes from the document, and what is drawn is set right by it.
import { answerOf, endOf } from "./database";
import type { Rec } from "./edit";
import type { Snapshot } from "./live_map";
import { SCHEMA_VERSION } from "./schema";

const NAME = "wayline-pictures";
const STORE = "pictures";
/** So many maps: the one that was looked at longest ago goes. */
const MOST = 12;

interface Row {
  readonly map: string;
  readonly at: number;
  /** The version of the schema that the records are of: what another build of the page kept may be of another form. */
  readonly schema: number;
  readonly records: readonly Rec[];
}

export interface Pictures {
  /** `null` where there is none. */
  read: (map: string) => Promise<readonly Rec[] | null>;
  keep: (map: string, snapshot: Snapshot) => Promise<void>;
}

/** What cannot be kept or read is asked of the server, or waited for. */
export function picturesIn(factory: IDBFactory | undefined, now: () => number): Pictures {
  const open = async (): Promise<IDBDatabase> => {
    if (factory === undefined) throw new Error("this browser keeps nothing");
    const asked = factory.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(STORE, { keyPath: "map" }).createIndex("at", "at");
    };
    const database = await answerOf(asked);
    database.onversionchange = () => {
      database.close();
    };
    return database;
  };
  return {
    read: async (map) => {
      try {
        const database = await open();
        const asked = database.transaction(STORE, "readonly").objectStore(STORE).get(map);
        const row = await answerOf(asked as IDBRequest<Row | undefined>);
        database.close();
        return row?.schema === SCHEMA_VERSION ? wholeIn(row.records) : null;
      } catch {
        return null;
      }
    },
    keep: async (map, snapshot) => {
      try {
        const database = await open();
        const transaction = database.transaction(STORE, "readwrite");
        const end = endOf(transaction);
        const store = transaction.objectStore(STORE);
        const records = [...snapshot.records.values()];
        const row: Row = { map, at: now(), schema: SCHEMA_VERSION, records };
        store.put(row);
        const keys = await answerOf(store.index("at").getAllKeys());
        for (const old of keys.slice(0, -MOST)) store.delete(old);
        await end;
        database.close();
      } catch {
        // Then it is drawn a little later the next time.
      }
    },
  };
}

/** Records as the server says them; `null` where that is not what they are. */
export function recordsIn(said: unknown): readonly Rec[] | null {
  const { records } = (said ?? {}) as { records?: unknown };
  if (typeof records !== "object" || records === null) return null;
  return wholeIn(
    Object.entries(records).map(([id, record]) => ({ ...(record as object | null), id })),
  );
}

/** Records where all of them are whole; else `null`: part of a map is no picture of it. */
function wholeIn(records: unknown): readonly Rec[] | null {
  return Array.isArray(records) && records.every(isRec) ? records : null;
}

/** What stands in the fields is looked at where the record is read. */
function isRec(record: unknown): record is Rec {
  const { id, kind, parent, rank, gone, text, values, sets } = fieldsOf(record);
  return (
    [id, kind, rank].every((word) => typeof word === "string") &&
    [parent, gone].every((word) => word === null || typeof word === "string") &&
    Object.values(fieldsOf(text)).every((word) => typeof word === "string") &&
    [text, values, sets].every((fields) => typeof fields === "object" && fields !== null) &&
    Object.values(fieldsOf(sets)).every(
      (items) =>
        Array.isArray(items) && items.every((each) => typeof each === "object" && each !== null),
    )
  );
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
