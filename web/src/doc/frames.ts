// What is said over the wire of a live map, as docs/live-document.md writes it. What cannot be understood is `null`.
import type { At, Person, Present } from "./live_map";

/** First byte of a binary frame with an update. */
const UPDATE = 1;
/** Bytes before the update. */
const HEAD = 5;
const MOST_OF_PLACE = 2000;

export type FromServer =
  | { say: "welcome"; you: Person; version: Uint8Array; people: Present[] }
  | { say: "kept"; number: number }
  | { say: "refused"; number: number; code: string; detail: string; help: string }
  | { say: "outdated"; detail: string; help: string }
  | { say: "here"; present: Present }
  | { say: "left"; connection: number }
  | { say: "figures" };

export function hello(schema: number, peer: string, version: Uint8Array): string {
  return JSON.stringify({ say: "hello", schema, peer, version: toBase64(version) });
}

/** Where one is; `null` where that is too much to say. */
export function here(at: At): string | null {
  const place = JSON.stringify(at);
  const bytes = new TextEncoder().encode(place).length;
  return bytes > MOST_OF_PLACE ? null : `{"say":"here","at":${place}}`;
}

export function updateFrame(number: number, update: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(HEAD + update.length);
  frame[0] = UPDATE;
  new DataView(frame.buffer).setUint32(1, number, true);
  frame.set(update, HEAD);
  return frame;
}

export function readUpdate(frame: Uint8Array): { number: number; update: Uint8Array } | null {
  if (frame.length < HEAD || frame[0] !== UPDATE) return null;
  const number = new DataView(frame.buffer, frame.byteOffset, HEAD).getUint32(1, true);
  return { number, update: frame.slice(HEAD) };
}

export function readMessage(text: string): FromServer | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  const said = fieldsOf(read);
  switch (said.say) {
    case "welcome": {
      const you = personOf(said.you);
      const version = typeof said.version === "string" ? fromBase64(said.version) : null;
      if (you === null || version === null || !Array.isArray(said.people)) return null;
      const people = said.people.map(presentOf).filter((present) => present !== null);
      return { say: "welcome", you, version, people };
    }
    case "kept":
      return isCount(said.number) ? { say: "kept", number: said.number } : null;
    case "refused": {
      const { number, code, detail, help } = said;
      return isCount(number)
        ? { say: "refused", number, code: word(code), detail: word(detail), help: word(help) }
        : null;
    }
    case "outdated":
      return { say: "outdated", detail: word(said.detail), help: word(said.help) };
    case "here": {
      const present = presentOf(said);
      return present && { say: "here", present };
    }
    case "left":
      return isCount(said.connection) ? { say: "left", connection: said.connection } : null;
    case "figures":
      return { say: "figures" };
    default:
      return null;
  }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function word(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function personOf(value: unknown): Person | null {
  const { id, name, colour } = fieldsOf(value);
  if (typeof id !== "string" || typeof name !== "string") return null;
  return { id, name, colour: word(colour) };
}

function presentOf(value: unknown): Present | null {
  const { connection, person, at } = fieldsOf(value);
  const who = personOf(person);
  return isCount(connection) && who !== null ? { connection, person: who, at: atOf(at) } : null;
}

function atOf(value: unknown): At {
  const { record, field, over, x, y, peer } = fieldsOf(value);
  const at: At = {};
  if (typeof record === "string") at.record = record;
  if (typeof field === "string") at.field = field;
  if (typeof over === "string") at.over = over;
  if (typeof x === "number" && Number.isFinite(x)) at.x = x;
  if (typeof y === "number" && Number.isFinite(y)) at.y = y;
  if (typeof peer === "string") at.peer = peer;
  return at;
}

export function toBase64(bytes: Uint8Array): string {
  let text = "";
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** `null` where it is no base64. */
export function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
