// What stands in for the browser and the server in tests.
import type { Around } from "../around";
import { readUpdate, toBase64, updateFrame } from "../frames";
import type { Socket, Transport } from "../line";
import type { MapDoc } from "../map_doc";
import type { Person } from "../live_map";
import type { Browser } from "../this_browser";
import type { Channel, Word } from "../tabs";

/** A localStorage that holds so many characters. */
export function storageOf(most = Infinity): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (at) => [...items.keys()][at] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      let size = value.length;
      for (const each of items.values()) size += each.length;
      if (size > most) throw new DOMException("full", "QuotaExceededError");
      items.set(key, value);
    },
    removeItem: (key) => {
      items.delete(key);
    },
    clear: () => {
      items.clear();
    },
  };
}

export interface Clock {
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  /** Lets time pass, and everything that is due happen. */
  readonly pass: (ms: number) => Promise<void>;
}

export function clockOf(): Clock {
  let now = 1_000_000;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    pass: async (ms) => {
      const end = now + ms;
      await rest();
      for (;;) {
        const next = timers.reduce<{ at: number; run: () => void } | null>(
          (first, each) =>
            each.at <= end && (first === null || each.at < first.at) ? each : first,
          null,
        );
        if (next === null) break;
        timers = timers.filter((each) => each !== next);
        now = Math.max(now, next.at);
        next.run();
        await rest();
      }
      now = end;
    },
  };
}

/** Lets everything happen that waits for nothing but its turn. */
export async function rest(): Promise<void> {
  for (let i = 0; i < 12; i++)
    await new Promise<void>((done) => {
      setImmediate(done);
    });
}

export interface Server {
  readonly doc: MapDoc;
  /** What pages said, in order. */
  readonly heard: string[];
  /** How many lines are open. */
  lines: () => number;
  open: (address: string) => Socket;
  /** Nobody can reach it, or everybody again. */
  reachable: boolean;
  /** It hears and says nothing, and does not close either. */
  dead: boolean;
  /** It keeps what it gets and the answer is lost. */
  forgetful: boolean;
  /** It says everything twice. */
  stutters: boolean;
  outdated: boolean;
  /** Who the browser's cookie says that a page is; nobody where it is lost. */
  you: Person | null;
  /** Why it lets no page in. */
  says: { code: string; detail: string; help: string } | null;
  /** Why it does not take an update, if it does not. */
  refuses: (update: Uint8Array) => string | null;
  drop: () => void;
  /** Takes an update of somebody who is not a page here. */
  take: (update: Uint8Array) => void;
  say: (message: object) => void;
}

/** A socket that nobody listens to yet. */
export function socketOf(send: Socket["send"], close: () => void): Socket {
  return {
    binaryType: "blob",
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send,
    close,
  };
}

/** As much of the server as docs/live-document.md says of the wire. */
export function serverOf(doc: MapDoc, you: Person): Server {
  const pages = new Set<{
    socket: Socket;
    say: (data: string | Uint8Array<ArrayBuffer>) => void;
  }>();
  const server: Server = {
    doc,
    heard: [],
    lines: () => pages.size,
    reachable: true,
    dead: false,
    forgetful: false,
    stutters: false,
    outdated: false,
    you,
    says: null,
    refuses: () => null,
    drop: () => {
      for (const { socket } of pages) socket.onclose?.();
      pages.clear();
    },
    take: (update) => {
      doc.take(update);
      for (const page of pages) page.say(updateFrame(0, update));
    },
    say: (message) => {
      for (const page of pages) page.say(JSON.stringify(message));
    },
    open: () => {
      const socket = socketOf(
        (data) => {
          if (!server.dead && pages.has(page)) hear(data);
        },
        () => pages.delete(page),
      );
      const say = (data: string | Uint8Array<ArrayBuffer>) => {
        if (server.dead) return;
        for (let time = 0; time < (server.stutters ? 2 : 1); time++)
          setImmediate(() => {
            socket.onmessage?.({ data: typeof data === "string" ? data : data.slice().buffer });
          });
      };
      const page = { socket, say };
      const answer = (message: object) => {
        say(JSON.stringify(message));
      };
      const hear = (data: string | Uint8Array) => {
        if (typeof data === "string") {
          server.heard.push(data);
          const said = JSON.parse(data) as { say: string; version: string };
          if (said.say !== "hello") return;
          if (server.outdated) {
            answer({ say: "outdated", schema: 2, detail: "old", help: "reload" });
            return;
          }
          const unknown = { code: "nobody", detail: "who?", help: "join" };
          const why = server.you === null ? unknown : server.says;
          if (why !== null) {
            answer({ say: "refused", number: 0, ...why });
            setImmediate(() => {
              if (pages.delete(page)) socket.onclose?.();
            });
            return;
          }
          const has = doc.readVersion(Uint8Array.from(atob(said.version), (c) => c.charCodeAt(0)));
          answer({
            say: "welcome",
            you: server.you,
            version: toBase64(doc.encodedVersion()),
            people: [],
          });
          say(updateFrame(0, doc.updates(has ?? new Map<string, number>())));
          return;
        }
        const frame = readUpdate(data);
        if (frame === null) throw new Error("no frame");
        const { number, update } = frame;
        server.heard.push(`update ${number}`);
        let why = server.refuses(update);
        if (why === null) {
          const trial = doc.fresh([doc.updates()]);
          if (!trial.take(update)) why = "it rests on changes nobody has";
          trial.close();
        }
        if (why !== null) {
          answer({ say: "refused", number, code: "wrong", detail: why, help: "help" });
          return;
        }
        doc.take(update);
        if (!server.forgetful) answer({ say: "kept", number });
        for (const other of pages) if (other !== page) other.say(updateFrame(0, update));
      };
      setImmediate(() => {
        if (!server.reachable) {
          socket.onclose?.();
          return;
        }
        pages.add(page);
        socket.onopen?.();
      });
      return socket;
    },
  };
  return server;
}

/** Channels between the tabs of one browser. */
export function channelsOf(): (name: string) => Channel {
  const channels = new Map<string, Set<Channel>>();
  return (name) => {
    const all = channels.get(name) ?? new Set<Channel>();
    channels.set(name, all);
    const channel: Channel = {
      onmessage: null,
      postMessage: (word: Word) => {
        const data = structuredClone(word);
        for (const other of all)
          if (other !== channel)
            setImmediate(() => {
              if (all.has(other)) other.onmessage?.({ data } as MessageEvent);
            });
      },
      close: () => all.delete(channel),
    };
    all.add(channel);
    return channel;
  };
}

export interface Scene {
  readonly clock: Clock;
  readonly around: Around;
  /** The network is back, or somebody looks at the page again. */
  readonly wake: () => void;
}

export function sceneOf(server: Server, browser: Browser): Scene {
  const clock = clockOf();
  const wakes = new Set<() => void>();
  const transport: Transport = {
    open: server.open,
    now: clock.now,
    after: clock.after,
    random: () => 0.5,
    onWake: (wake) => {
      wakes.add(wake);
      return () => wakes.delete(wake);
    },
  };
  return {
    clock,
    around: { origin: "https://maps.example", transport, browser, channel: channelsOf() },
    wake: () => {
      for (const wake of wakes) wake();
    },
  };
}
