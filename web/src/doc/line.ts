// The line to the server: opened anew whenever it breaks, and noticed to be dead where it only looks open.
import { waitAfter } from "./backoff";
import { type FromServer, readMessage, readUpdate } from "./frames";

/** As much of a WebSocket as is used. */
export interface Socket {
  binaryType: string;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  onerror: (() => void) | null;
  send: (data: string | Uint8Array<ArrayBuffer>) => void;
  close: () => void;
}

/** What the line rests on, so that tests can stand in for it. */
export interface Transport {
  readonly open: (address: string) => Socket;
  readonly now: () => number;
  /** Runs something later; answers how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly random: () => number;
  /** Calls when the network comes or goes or somebody looks at the page again; answers how to stop that. */
  readonly onWake: (wake: () => void) => () => void;
}

export interface Line {
  /** Whether the server has welcomed this page. */
  isOpen: () => boolean;
  send: (data: string | Uint8Array<ArrayBuffer>) => void;
  /** Breaks it and begins anew. */
  again: () => void;
  close: () => void;
}

export interface Ends {
  /** What to begin with. */
  readonly hello: () => string;
  readonly onMessage: (message: FromServer) => void;
  readonly onUpdate: (update: Uint8Array) => void;
  /** The line broke or could not be opened. */
  readonly onBroken: () => void;
  /** Nothing was heard for a while: says something that the server answers. */
  readonly probe: () => void;
}

/** Until the welcome. */
const WELCOME_MS = 10_000;
/**
 * From the welcome until what this page lacks is here. It comes as one frame, which may be the whole document: nothing tells how much of it
 * has arrived, and every answer stands behind it. Where that was too short, the next line gets twice as long.
 */
const LACKING_MS = 60_000;
/** After so much quiet something is said that the server answers. */
const QUIET_MS = 3_000;
/** What is said is answered within so long, and the longer the more it is; else the line is dead. */
const ANSWER_MS = 4_000;
const BYTES_PER_MS = 32;
const LOOK_MS = 1_000;
/** A line that held so long was a good one. */
const STEADY_MS = 5_000;

export function openLine(address: string, transport: Transport, ends: Ends): Line {
  let socket: Socket | null = null;
  let welcomed = false;
  let closed = false;
  let failures = 0;
  let began = 0;
  let heard = 0;
  /** What this page lacks is on its way. */
  let lacking = false;
  let patience = LACKING_MS;
  /** By when what is waited for must have come: the welcome, what is lacking, or an answer; `null` where nothing is. */
  let due: number | null = null;
  let stopWaiting: (() => void) | null = null;
  let stopLooking: (() => void) | null = null;

  const look = () => {
    const now = transport.now();
    if (due !== null && now > due) {
      if (lacking) patience *= 2;
      broken();
      return;
    }
    if (due === null && now - heard >= QUIET_MS) ends.probe();
    stopLooking = transport.after(LOOK_MS, look);
  };

  /** Lets go of the socket, whatever it still says. */
  const drop = () => {
    stopLooking?.();
    stopLooking = null;
    const old = socket;
    socket = null;
    welcomed = lacking = false;
    due = null;
    if (old === null) return;
    old.onopen = old.onmessage = old.onclose = old.onerror = null;
    try {
      old.close();
    } catch {
      // It is closed already.
    }
  };

  const broken = () => {
    // One that breaks as soon as it is opened counts as a failure too.
    if (welcomed && transport.now() - began > STEADY_MS) failures = 0;
    drop();
    if (closed) return;
    stopWaiting?.();
    stopWaiting = transport.after(waitAfter(failures, transport.random()), connect);
    failures += 1;
    ends.onBroken();
  };

  const hear = (data: unknown) => {
    heard = transport.now();
    if (lacking && data instanceof ArrayBuffer) {
      lacking = false;
      patience = LACKING_MS;
    }
    if (welcomed && !lacking) due = null;
    if (typeof data === "string") {
      const message = readMessage(data);
      if (message === null) return;
      if (message.say === "welcome") {
        welcomed = lacking = true;
        due = heard + patience;
      }
      ends.onMessage(message);
    } else if (data instanceof ArrayBuffer) {
      const frame = readUpdate(new Uint8Array(data));
      if (frame !== null) ends.onUpdate(frame.update);
    }
  };

  const connect = () => {
    stopWaiting?.();
    stopWaiting = null;
    if (closed || socket !== null) return;
    began = heard = transport.now();
    due = began + WELCOME_MS;
    let opened: Socket;
    try {
      opened = transport.open(address);
    } catch {
      broken();
      return;
    }
    socket = opened;
    opened.binaryType = "arraybuffer";
    opened.onopen = () => {
      opened.send(ends.hello());
    };
    opened.onmessage = ({ data }) => {
      hear(data);
    };
    opened.onclose = broken;
    opened.onerror = broken;
    stopLooking = transport.after(LOOK_MS, look);
  };

  const stopWaking = transport.onWake(() => {
    if (closed) return;
    if (socket === null) {
      failures = 0;
      connect();
    } else if (due === null) ends.probe();
  });

  connect();
  return {
    isOpen: () => welcomed,
    send: (data) => {
      if (!welcomed || socket === null) return;
      // Changes are answered, where one is is not; and nothing is before what is lacking is here.
      if (typeof data !== "string" && !lacking)
        due = (due ?? transport.now() + ANSWER_MS) + data.length / BYTES_PER_MS;
      try {
        socket.send(data);
      } catch {
        broken();
      }
    },
    again: () => {
      drop();
      connect();
    },
    close: () => {
      closed = true;
      stopWaiting?.();
      stopWaking();
      drop();
    },
  };
}

/** The browser's own. */
export function browserTransport(): Transport {
  return {
    open: (address) => new WebSocket(address) as unknown as Socket,
    now: () => Date.now(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => {
        clearTimeout(timer);
      };
    },
    random: Math.random,
    onWake: (wake) => {
      const seen = () => {
        if (document.visibilityState === "visible") wake();
      };
      window.addEventListener("online", wake);
      window.addEventListener("offline", wake);
      document.addEventListener("visibilitychange", seen);
      return () => {
        window.removeEventListener("online", wake);
        window.removeEventListener("offline", wake);
        document.removeEventListener("visibilitychange", seen);
      };
    },
  };
}
