// Where the picture of a map comes from that is shown before its document is here: from this browser, else from the server.
import { ask } from "../api/ask";
import { askWholeEarly } from "../api/bytes";
import { lastAnswer } from "../api/last_answers";
import { picturesIn, recordsIn } from "../doc/pictures";
import type { Rec } from "../doc/edit";
import type { LiveMap } from "../doc/live_map";
import { thisBrowser } from "../doc/this_browser";

/** A picture is kept when nothing was changed for so long; the first one sooner. */
const STILL_MS = 4_000;
const FIRST_MS = 500;
/** While people go on changing the map, it is kept so long after the first change that is in no picture. */
const LATEST_MS = 30_000;
/** An answer that has lain here longer is not how the map is now. */
const FRESH_MS = 5_000;

type Asked = Promise<readonly Rec[] | null>;

/** What was asked before the page knew who one is. */
let early: Early | null = null;

interface Early {
  readonly id: string;
  readonly person: string;
  readonly asked: Asked;
  /** When the answer came; `null` as long as it is on its way. */
  came: number | null;
}

const nameOf = (id: string, person: string) => `${location.origin} ${person} ${id}`;
const pictures = () => picturesIn(thisBrowser().database, Date.now);

/** Asks for the picture at once, for whoever was here last. */
export function askPictureEarly(id: string): void {
  const person = personIn(lastAnswer("me")?.value);
  const asking: Early = {
    id,
    person,
    asked: look(id, person, () => {
      // Where no picture is, the document seldom is.
      askWholeEarly(id);
    }),
    came: null,
  };
  early = asking;
  void asking.asked.then(() => {
    asking.came = Date.now();
  });
}

/** The records of a map as this person saw them last, or as the server has them; `null` where neither can be had. */
export function pictureOf(id: string, person: string): Asked {
  const known = early;
  early = null;
  if (known?.id !== id) return look(id, person);
  // It may have lain here as long as somebody thought about their name.
  if (known.came !== null && Date.now() - known.came > FRESH_MS) return look(id, person);
  // What one person saw is not shown to another; what the server says is for whoever asks.
  return known.person === person || known.person === "" ? known.asked : look(id, person);
}

/** What a map was called when whoever was here last saw it last; `null` where this browser does not know. */
export async function keptName(id: string): Promise<string | null> {
  const person = personIn(lastAnswer("me")?.value);
  if (person === "") return null;
  const records = await pictures().read(nameOf(id, person));
  const name = records?.find(({ kind }) => kind === "map")?.text.name ?? "";
  return name === "" ? null : name;
}

/** `missing` is called where this browser has none. */
async function look(id: string, person: string, missing?: () => void): Asked {
  const kept = person === "" ? null : await pictures().read(nameOf(id, person));
  if (kept !== null) return kept;
  missing?.();
  try {
    return recordsIn((await ask(`/api/v1/maps/${encodeURIComponent(id)}/versions/now`, {})).answer);
  } catch {
    return null;
  }
}

/** Keeps the picture of a map as long as it is open. */
export function keepPictures(id: string, live: LiveMap): void {
  let wait: ReturnType<typeof setTimeout> | undefined;
  let kept: object | null = null;
  /** When the first change was made that is in no picture; `null` where there is none. */
  let since: number | null = null;
  const keep = () => {
    clearTimeout(wait);
    since = null;
    window.removeEventListener("pagehide", keep);
    document.removeEventListener("visibilitychange", hide);
    const snapshot = live.snapshot();
    if (live.changeable?.() === false || snapshot === kept || !snapshot.records.has("map")) return;
    kept = snapshot;
    void pictures().keep(nameOf(id, live.me.id), snapshot);
  };
  const hide = () => {
    if (document.visibilityState === "hidden") keep();
  };
  const later = () => {
    const now = Date.now();
    if (since === null) {
      since = now;
      // Who leaves does not wait; a tab that nobody sees may be ended without another word.
      window.addEventListener("pagehide", keep);
      document.addEventListener("visibilitychange", hide);
    }
    clearTimeout(wait);
    wait = setTimeout(
      keep,
      Math.max(0, Math.min(kept === null ? FIRST_MS : STILL_MS, since + LATEST_MS - now)),
    );
  };
  live.subscribe(later);
  later();
}

/** Resolves when what is drawn now has been painted; in a tab that nobody sees, at once. */
export function painted(): Promise<void> {
  return new Promise((done) => {
    if (document.visibilityState === "hidden") {
      done();
      return;
    }
    requestAnimationFrame(() => {
      setTimeout(done);
    });
  });
}

function personIn(value: unknown): string {
  const { id } = (value ?? {}) as { id?: unknown };
  return typeof id === "string" ? id : "";
}
