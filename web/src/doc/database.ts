// The browser's database: what of a map is kept here.

export interface MapRow {
  readonly map: string;
  /** Everything up to when it was last put together. */
  readonly whole: Uint8Array | null;
  /** What the server is known to have on its disk, as pairs of peer and count. */
  readonly kept: readonly [string, number][];
  /** From which change on what a peer made was refused, as pairs. */
  readonly refused: readonly [string, number][];
  /** What was handed over to whoever joined in this browser later, as pairs. */
  readonly handed?: readonly [string, number][];
}

export interface UpdateRow {
  readonly map: string;
  readonly update: Uint8Array;
}

/** An update that the server did not take. */
export interface AsideRow {
  readonly map: string;
  readonly update: Uint8Array;
  readonly code: string;
  readonly detail: string;
  readonly help: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** Names it in this browser; rows of earlier versions of the page have none. */
  readonly id?: string;
  /** What the server had by then, where the update holds more than what it did not take; as pairs. */
  readonly base?: readonly [string, number][];
}

const NAME = "wayline-live";
const VERSION = 1;
/** Some private windows never answer. */
const PATIENCE_MS = 4_000;

/** Opens it; `null` where the browser has none, as in some private windows. */
export async function openDatabase(factory: IDBFactory | undefined): Promise<IDBDatabase | null> {
  if (factory === undefined) return null;
  try {
    const asked = factory.open(NAME, VERSION);
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<null>((done) => {
      waiting = setTimeout(() => {
        // Should it be opened after all, nobody is there to use it.
        asked.addEventListener("success", () => {
          asked.result.close();
        });
        done(null);
      }, PATIENCE_MS);
    });
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("maps", { keyPath: "map" });
      asked.result.createObjectStore("updates", { autoIncrement: true }).createIndex("map", "map");
      asked.result.createObjectStore("aside", { autoIncrement: true }).createIndex("map", "map");
    };
    try {
      return await Promise.race([answerOf(asked), silence]);
    } finally {
      clearTimeout(waiting);
    }
  } catch {
    return null;
  }
}

export function answerOf<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    asked.onsuccess = () => {
      done(asked.result);
    };
    asked.onerror = () => {
      failed(asked.error ?? new Error("the browser's database did not answer"));
    };
  });
}

/** Resolves once everything in it is written. */
export function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((done, failed) => {
    transaction.oncomplete = () => {
      done();
    };
    transaction.onabort = () => {
      failed(transaction.error ?? new Error("the browser's database did not keep it"));
    };
  });
}
