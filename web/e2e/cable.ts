// A cable between a browser and the server that can be pulled out: nothing gets through, and nobody is told.
import { createServer, connect, type AddressInfo, type Socket } from "node:net";

export interface Cable {
  readonly url: string;
  readonly pull: () => void;
  readonly plug: () => void;
  readonly end: () => void;
}

/** Playwright's own way to be offline takes Chromium's network process down where a WebSocket is open, and with it the cookies. */
export async function cable(server: string): Promise<Cable> {
  const { hostname, port } = new URL(server);
  const open = new Set<Socket>();
  let pulled = false;
  const front = createServer((here) => {
    if (pulled) {
      here.destroy();
      return;
    }
    const there = connect(Number(port), hostname);
    for (const [one, other] of [
      [here, there],
      [there, here],
    ] as const) {
      open.add(one);
      one.on("error", () => undefined);
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
      one.on("data", (bytes) => {
        if (!pulled && !other.destroyed) other.write(bytes);
      });
    }
  });
  await new Promise<void>((done) => front.listen(0, "127.0.0.1", done));
  const own = (front.address() as AddressInfo).port;
  const letGo = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${own}/`,
    pull: () => {
      pulled = true;
    },
    plug: () => {
      // What was on its way is lost; both ends hear of it now.
      letGo();
      pulled = false;
    },
    end: () => {
      letGo();
      front.close();
    },
  };
}
