// What goes out over the line: changes in batches, each numbered, until the server says that it has them.
import type { Copy } from "./copy";
import { updateFrame } from "./frames";
import type { Line, Transport } from "./line";
import { LIMITS } from "./schema";
import { type Span, union, type Version } from "./version";

export interface Sending {
  /** The line is open; the server has this much. */
  begin: (version: Version) => void;
  /** The line broke: nothing that was sent counts. */
  end: () => void;
  /** The server has this without having been sent it from here. */
  has: (version: Version) => void;
  now: () => void;
  /** At the latest after so long. */
  soon: (ms: number) => void;
  /** What went out under a number, once. */
  answered: (number: number) => Span | undefined;
  /** Sends nothing, which the server answers. */
  probe: () => void;
  close: () => void;
}

/** `most` is how many bytes the server takes at once. */
export function openSending(
  copy: Copy,
  transport: Transport,
  line: () => Line | null,
  most = LIMITS.update_bytes,
): Sending {
  /** What the server has or was sent over this line. */
  let sent: Version = new Map();
  let last = 0;
  let underway = new Map<number, Span>();
  let stop: (() => void) | null = null;
  let due = Infinity;

  const calm = () => {
    stop?.();
    stop = null;
    due = Infinity;
  };
  const send = (update: Uint8Array): number => {
    last += 1;
    line()?.send(updateFrame(last, update));
    return last;
  };
  /**
   * Where what is too much for one update is cut: between things that were changed at once, and within one only where it alone is too
   * much. Nothing where it cannot be: then the server says so, and it is kept aside.
   */
  const cutOf = (part: Span): number | undefined => {
    const middle = (part.from + part.to) / 2;
    const nearest = (places: readonly number[]) =>
      places.reduce<number | undefined>(
        (best, at) =>
          best === undefined || Math.abs(at - middle) < Math.abs(best - middle) ? at : best,
        undefined,
      );
    return nearest(copy.ends(part)) ?? nearest(copy.doc().seams(part));
  };
  /** Sends some changes of one peer: as one, or in two where that is too much. */
  const sendPart = (part: Span) => {
    const update = copy.doc().updatesOf([part]);
    const cut = update.length <= most ? undefined : cutOf(part);
    if (cut === undefined) underway.set(send(update), part);
    else {
      sendPart({ ...part, to: cut });
      sendPart({ ...part, from: cut });
    }
  };
  const now = () => {
    calm();
    if (line()?.isOpen() !== true) return;
    const doc = copy.doc();
    for (const part of doc.parts(sent)) sendPart(part);
    sent = union(sent, doc.version());
  };
  const end = () => {
    underway = new Map();
  };

  return {
    begin: (version) => {
      sent = version;
      last = 0;
      end();
      now();
    },
    end,
    has: (version) => {
      sent = union(sent, version);
    },
    now,
    soon: (ms) => {
      const at = transport.now() + ms;
      if (at >= due) return;
      stop?.();
      due = at;
      stop = transport.after(ms, now);
    },
    answered: (number) => {
      const part = underway.get(number);
      underway.delete(number);
      return part;
    },
    probe: () => {
      const doc = copy.doc();
      send(doc.updates(doc.version()));
    },
    close: calm,
  };
}
