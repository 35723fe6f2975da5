import { expect, test } from "vitest";
import { readUpdate, updateFrame } from "./frames";
import { type Line, openLine, type Socket } from "./line";
import { clockOf, socketOf } from "./for_tests/stand_ins";

// A line whose wire is slow: what the server sends arrives one after the other, each frame when the last of its bytes is here.

const ADDRESS = "wss://maps.example";
const WELCOME = JSON.stringify({
  say: "welcome",
  you: { id: "ann", name: "Ann", colour: "#123456" },
  version: "",
  people: [],
});

/** A page at the end of a wire of so many bytes a millisecond, and a server that answers at once with a document of so many bytes. */
function slow(size: number, rate: number) {
  const clock = clockOf();
  const seen = { opened: 0, broken: 0, probed: 0, documents: 0, updates: 0 };
  const server: { dead: boolean; says: (data: string | Uint8Array<ArrayBuffer>) => void } = {
    dead: false,
    says: () => undefined,
  };
  const open = (): Socket => {
    seen.opened += 1;
    let free = clock.now();
    let closed = false;
    const socket = socketOf(
      (data) => {
        if (closed || server.dead) return;
        if (typeof data === "string") {
          server.says(WELCOME);
          server.says(updateFrame(0, new Uint8Array(size)));
        } else
          server.says(
            JSON.stringify({ say: "kept", number: readUpdate(data)?.number, version: "" }),
          );
      },
      () => (closed = true),
    );
    server.says = (data) => {
      free = Math.max(free, clock.now()) + 50 + data.length / rate;
      clock.after(free - clock.now(), () => {
        if (!server.dead)
          socket.onmessage?.({ data: typeof data === "string" ? data : data.buffer });
      });
    };
    clock.after(50, () => socket.onopen?.());
    return socket;
  };
  const { now, after } = clock;
  const transport = { open, now, after, random: () => 0.5, onWake: () => () => undefined };
  const line: Line = openLine(ADDRESS, transport, {
    hello: () => "hello",
    onBroken: () => (seen.broken += 1),
    probe: () => {
      seen.probed += 1;
      line.send(updateFrame(seen.probed, new Uint8Array(20)));
    },
    onUpdate: ({ length }) => {
      if (length === size) seen.documents += 1;
      else seen.updates += 1;
    },
    onMessage: () => undefined,
  });
  return { clock, seen, server, line };
}

test("a document that takes long to arrive is not taken for a dead line, and what is said meanwhile waits", async () => {
  // Nearly ten seconds of it.
  const { clock, seen, line } = slow(1_200_000, 125);
  await clock.pass(5_000);
  line.send(updateFrame(1, new Uint8Array(50)));
  await clock.pass(60_000);
  expect(seen).toMatchObject({ opened: 1, broken: 0, documents: 1 });
  line.close();
});

test("a document that takes longer than any line is given at first arrives all the same", async () => {
  // 160 seconds of it: the third line is given 240.
  const { clock, seen, line } = slow(1_600_000, 10);
  await clock.pass(600_000);
  expect(seen).toMatchObject({ opened: 3, broken: 2, documents: 1 });
  line.close();
});

test("a line that dies before the document is here is noticed within a minute", async () => {
  const { clock, seen, server, line } = slow(1_200_000, 125);
  await clock.pass(2_000);
  server.dead = true;
  await clock.pass(50_000);
  expect(seen.broken).toBe(0);
  await clock.pass(12_000);
  expect(seen.broken).toBe(1);
  line.close();
});

test("once the document is here a dead line is noticed within 9 seconds, and within 6 where something was written", async () => {
  const idle = slow(1_200_000, 125);
  await idle.clock.pass(20_000);
  idle.server.dead = true;
  await idle.clock.pass(9_000);
  expect(idle.seen).toMatchObject({ documents: 1, broken: 1 });
  idle.line.close();

  const wrote = slow(1_200_000, 125);
  await wrote.clock.pass(20_000);
  wrote.server.dead = true;
  wrote.line.send(updateFrame(9, new Uint8Array(50)));
  await wrote.clock.pass(6_000);
  expect(wrote.seen).toMatchObject({ documents: 1, broken: 1 });
  wrote.line.close();
});

test("a large change of others that answers stand behind costs a line at most, and then arrives as what is lacking", async () => {
  const { clock, seen, server, line } = slow(1_000_000, 100);
  await clock.pass(20_000);
  server.says(updateFrame(0, new Uint8Array(900_000)));
  await clock.pass(60_000);
  expect(seen.broken).toBeLessThanOrEqual(1);
  expect(seen.documents + seen.updates).toBe(2);
  line.close();
});

test("a server that does not welcome is left within eleven seconds", async () => {
  const { clock, seen, server, line } = slow(10, 100);
  server.dead = true;
  await clock.pass(11_000);
  expect(seen.broken).toBe(1);
  line.close();
});
