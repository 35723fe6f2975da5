// A live map that is shared: the copy in this tab, the browser's store, the other tabs and the server, kept in step.
import { type Around, aroundHere, lineTo } from "./around";
import { changesAt, countOf, least } from "./asides";
import type { Beginning } from "./early_map";
import { firstDoc } from "./first_doc";
import { hello } from "./frames";
import { openCopy } from "./copy";
import { openLaidAside } from "./laid_aside";
import { takeLeft } from "./left_behind";
import { type Line, openLine } from "./line";
import type { Arrival, LiveMap, Person, Standing } from "./live_map";
import type { MapDoc } from "./map_doc";
import { openPresence } from "./presence";
import { OTHER_MAP, SOMEBODY_ELSE } from "./reasons";
import { SCHEMA_VERSION } from "./schema";
import { openSending } from "./sending";
import { standingOf } from "./standing";
import { openStore } from "./store";
import { openTabs, type Why, type Word } from "./tabs";
import type { Version } from "./version";

/** Changes made here go out together after so long. */
const BATCH_MS = 50;
/** What another tab made is sent from here too if that tab has not done so. */
const OTHERS_MS = 2_000;
/** So many new updates in the store are put together. */
const MOST_LOOSE = 300;

/** Opens a map: at once from the browser's store where it is there, and from the server. */
export async function openLiveMap(
  id: string,
  me: Person,
  around: Around = aroundHere(),
  beginning: Beginning = () => Promise.resolve(null),
): Promise<LiveMap> {
  const { transport } = around;
  // What one person wrote is never sent in the name of another.
  const owner = `${around.origin} ${me.id} `;
  const name = `${owner}${id}`;
  const tab = crypto.randomUUID();
  const store = await openStore(name, tab, around.browser);
  const stored = await store.load();
  const { first, given } = await firstDoc(id, stored, around, beginning);

  const listeners = new Set<() => void>();
  const figures = new Set<() => void>();
  const pointing = new Set<() => void>();
  const arrivals = new Set<(arrival: Arrival) => void>();
  let outdated: { detail: string; help: string } | null = null;
  let refusal: Why | null = null;
  /** Not a change was refused, but this page. */
  let unwelcome = false;
  /** What was written here under another name was looked for. */
  let lookedForLeft = false;
  let tried = false;
  let compacting = false;
  let mostLoose = MOST_LOOSE;
  let closed = false;
  let line: Line | null = null;
  let lackedAt = -Infinity;

  const tell = () => {
    for (const changed of listeners) changed();
  };

  const copy = openCopy(first, stored, (doc: MapDoc) => {
    doc.onChange(tell);
    doc.onLocal((update) => {
      store.add(update);
      tabs.say({ say: "update", update });
    });
  });

  const aside = openLaidAside(
    store,
    { owner, name },
    () => (closed ? null : copy.doc()),
    () => {
      tell();
      look();
    },
  );

  let standing: Standing = { state: "opening" };
  const look = () => {
    const now = standingOf({
      outdated,
      refusal,
      unwelcome,
      tried,
      open: line?.isOpen() === true,
      hasMap: copy.hasMap(),
      waiting: copy.waiting(),
      unsafe: store.unsafe(),
      aside: countOf(aside.all()),
    });
    if (JSON.stringify(now) === JSON.stringify(standing)) return;
    standing = now;
    tell();
  };

  const compact = () => {
    if (compacting || closed) return;
    compacting = true;
    const together = (updates: readonly Uint8Array[]) => {
      const damaged = new Set<Uint8Array>();
      for (const update of updates) {
        const taken = copy.take(update);
        if (taken === "waits") throw new Error("something is missing that an update rests on");
        if (taken === "damaged") damaged.add(update);
      }
      return { whole: copy.doc().whole(), damaged };
    };
    void store.compact(together).finally(() => {
      compacting = false;
      // Where it could not be done it is not tried again at every letter.
      mostLoose = store.loose() + MOST_LOOSE;
    });
  };

  const sending = openSending(copy, transport, () => line);

  const madeHere = <T>(work: () => T): T => {
    try {
      return work();
    } finally {
      copy.made();
      sending.soon(BATCH_MS);
      if (store.loose() > mostLoose) compact();
      look();
    }
  };

  /** Takes out what was refused, keeps it aside, and begins anew with the server. */
  const refuse = (refused: Version, why: Why, base?: Version) => {
    const lost = copy.refuse(refused);
    store.setRefused(copy.refused());
    if (lost === null) return;
    const known = base === undefined ? {} : { base: [...base] };
    store.setAside({ update: lost, ...why, at: Date.now(), id: crypto.randomUUID(), ...known });
    refusal = why;
    unwelcome = false;
    void aside.look();
    compact();
    sending.end();
    line?.again();
    tell();
    look();
  };

  const revived = (revives: boolean) => {
    if (revives) store.setRefused(copy.refused());
  };

  const noteKept = () => {
    store.setKept(copy.kept(), copy.waiting() === 0);
  };

  const lacking = () => {
    if (transport.now() - lackedAt < 1000) return;
    lackedAt = transport.now();
    tabs.say({ say: "lacking", version: [...copy.doc().version()] });
  };

  const hearTab = (word: Word) => {
    if (closed) return;
    if (word.say === "update") {
      if (copy.take(word.update) === "waits") lacking();
      sending.soon(OTHERS_MS);
      look();
    } else if (word.say === "lacking") {
      const theirs = new Map(word.version);
      if (copy.doc().parts(theirs).length > 0)
        tabs.say({ say: "update", update: copy.doc().updates(theirs) });
    } else if (word.say === "refused")
      refuse(new Map(word.refused), word.why, word.base && new Map(word.base));
    else void aside.look();
  };

  const hearUpdate = (update: Uint8Array) => {
    const doc = copy.doc();
    const to = doc.reach(update)?.to;
    if (to === undefined) return;
    let whole = true;
    const before = doc.snapshot();
    try {
      whole = doc.take(update);
    } catch {
      return;
    }
    if (arrivals.size > 0 && doc.snapshot() !== before)
      for (const arrived of arrivals)
        arrived({ before, after: doc.snapshot(), peers: [...to.keys()] });
    if (to.size > 0) store.addTheirs(update);
    if (!whole) {
      // Something is missing in between: the next welcome brings it.
      if (transport.now() - lackedAt < 5000) return;
      lackedAt = transport.now();
      line?.again();
      return;
    }
    revived(copy.keep(to));
    if (to.size > 0) noteKept();
    sending.has(to);
    aside.arrived();
    look();
  };

  const presence = openPresence(
    me,
    transport,
    (message) => {
      if (line?.isOpen() !== true) return false;
      line.send(message);
      return true;
    },
    tell,
    () => {
      for (const moved of pointing) moved();
    },
  );
  const tabs = openTabs(around.channel(`wayline-live ${name}`), hearTab);

  if (stored.refused.size > 0) for (const update of stored.updates) copy.take(update);
  if (given !== null && first.version().size > 0) {
    store.addTheirs(given);
    copy.keep(first.version());
    noteKept();
  }
  if (store.loose() > mostLoose) compact();
  lacking();
  store.onSafe(look);
  store.onEmptied(() => {
    store.add(copy.doc().updates());
    store.setRefused(copy.refused());
    noteKept();
    aside.keepAnew();
  });
  void aside.look();

  line = openLine(lineTo(around, id), transport, {
    hello: () => hello(SCHEMA_VERSION, copy.doc().peer, copy.doc().encodedVersion()),
    onBroken: () => {
      tried = true;
      sending.end();
      presence.end();
      look();
    },
    probe: sending.probe,
    onUpdate: hearUpdate,
    onMessage: (message) => {
      switch (message.say) {
        case "welcome": {
          tried = true;
          if (message.you.id !== me.id) {
            refusal = SOMEBODY_ELSE;
            unwelcome = true;
            line?.close();
            break;
          }
          aside.welcomed();
          if (unwelcome) refusal = null;
          unwelcome = false;
          const version = copy.doc().readVersion(message.version) ?? new Map<string, number>();
          const mine = [...copy.doc().version().keys()];
          const before = copy.kept();
          revived(copy.keepOnly(version));
          noteKept();
          if (mine.length > 0 && version.size > 0 && !mine.some((peer) => version.has(peer))) {
            // Every copy of a map shares its beginning: this is another map. Joined, every card would stand twice.
            const refused = mine.map((peer): [string, number] => [peer, 0]);
            tabs.say({ say: "refused", refused, why: OTHER_MAP, base: [...before] });
            refuse(new Map(refused), OTHER_MAP, before);
            break;
          }
          presence.begin(message.people);
          sending.begin(version);
          if (lookedForLeft) break;
          lookedForLeft = true;
          void takeLeft(around, { me: me.id, id, store, doc: copy.doc, kept: copy.kept }).then(
            (found) => {
              if (!found) return;
              tabs.say({ say: "asides" });
              void aside.look();
            },
          );
          break;
        }
        case "kept": {
          const part = sending.answered(message.number);
          if (part === undefined) return;
          revived(copy.keep(new Map([[part.peer, part.to]])));
          // Something was written since, and taken: the person has gone on.
          if (part.peer === copy.doc().peer) refusal = null;
          noteKept();
          break;
        }
        case "refused": {
          const { number, code, detail, help } = message;
          const why = { code, detail, help };
          const part = sending.answered(number);
          if (part !== undefined) {
            const refused = new Map([[part.peer, part.from]]);
            tabs.say({ say: "refused", refused: [...refused], why });
            refuse(refused, why);
          } else if (number === 0) {
            // The copy is of who one was before: the cookie became somebody else's in another tab.
            refusal = code === "not-yours" ? SOMEBODY_ELSE : why;
            unwelcome = true;
          }
          break;
        }
        case "outdated":
          outdated = message;
          line?.close();
          presence.end();
          break;
        case "here":
          presence.seen(message.present);
          break;
        case "left":
          presence.left(message.connection);
          break;
        case "figures":
          for (const changed of figures) changed();
      }
      look();
    },
  });
  look();

  return {
    me,
    snapshot: () => copy.doc().snapshot(),
    standing: () => standing,
    people: presence.people,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    dispatch: (edits, why, group) => {
      if (!closed)
        madeHere(() => {
          copy.doc().apply(edits, why, group);
        });
    },
    undo: () => !closed && madeHere(() => copy.doc().undo()),
    redo: () => !closed && madeHere(() => copy.doc().redo()),
    canUndo: () => !closed && copy.doc().canUndo(),
    canRedo: () => !closed && copy.doc().canRedo(),
    undoable: () => (closed ? null : copy.doc().undoable()),
    redoable: () => (closed ? null : copy.doc().redoable()),
    onTheirs: (arrived) => {
      arrivals.add(arrived);
      return () => arrivals.delete(arrived);
    },
    asides: aside.all,
    discard: async (one) => {
      await aside.discard(one);
      tabs.say({ say: "asides" });
      // Nothing is left of what it was about.
      if (aside.all().length === 0) refusal = null;
      look();
    },
    asidesElsewhere: aside.elsewhere,
    unsent: () => {
      const doc = copy.doc();
      const now = doc.version();
      return changesAt(doc, least(now, copy.kept()), now);
    },
    here: (at) => {
      presence.here({ ...at, peer: copy.doc().peer });
    },
    point: presence.point,
    pointers: presence.pointers,
    onPointers: (moved) => {
      pointing.add(moved);
      return () => pointing.delete(moved);
    },
    onFigures: (changed) => {
      figures.add(changed);
      return () => figures.delete(changed);
    },
    close: () => {
      if (closed) return;
      sending.now();
      sending.close();
      closed = true;
      listeners.clear();
      figures.clear();
      pointing.clear();
      arrivals.clear();
      presence.close();
      line.close();
      tabs.close();
      store.close();
      copy.doc().close();
    },
  };
}
