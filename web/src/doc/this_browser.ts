// What a browser can keep things in.
export interface Browser {
  readonly database: IDBFactory | undefined;
  readonly storage: Storage | undefined;
}

/** What this browser has; a private window may forbid to even look. */
export function thisBrowser(): Browser {
  const look = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch {
      return undefined;
    }
  };
  return {
    database: look(() => globalThis.indexedDB as IDBFactory | undefined),
    storage: look(() => globalThis.localStorage as Storage | undefined),
  };
}
