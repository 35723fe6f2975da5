// What a map is made of and how it is changed: see docs/live-document.md. Components speak in these, never in the CRDT.

/** A value that is not prose. */
export type Value = string | number | true;

/** A record with everything that is said of it. */
export interface Rec {
  readonly id: string;
  readonly kind: string;
  /** Id of the record that it lies in; `null` for the map itself. */
  readonly parent: string | null;
  readonly rank: string;
  /** It lies in the bin: id of the record whose removal took it along. A removed record with something living below is not gone. */
  readonly gone: string | null;
  /** Prose by field; absent where nothing is written. */
  readonly text: Readonly<Record<string, string>>;
  /** Other values by field; absent where nothing is said. */
  readonly values: Readonly<Record<string, Value>>;
  /** Items of sets by field, in order. */
  readonly sets: Readonly<Record<string, readonly Item[]>>;
}

export interface Item {
  readonly item: string;
  readonly rank: string;
}

export type Fields = Record<string, Value | string[]>;

export type Edit =
  | { edit: "add"; id: string; kind: string; parent: string; rank: string; fields: Fields }
  | { edit: "set"; id: string; field: string; value: Value | null }
  | { edit: "write"; id: string; field: string; text: string }
  | { edit: "put"; id: string; field: string; item: string; rank: string }
  | { edit: "take"; id: string; field: string; item: string }
  | { edit: "move"; id: string; parent: string; rank: string }
  | { edit: "remove"; id: string }
  | { edit: "bring_back"; id: string };
