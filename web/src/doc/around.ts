// What a live map rests on, so that tests can stand in for it.
import { browserTransport, type Transport } from "./line";
import { type Browser, thisBrowser } from "./store";
import { browserChannel, type Channel } from "./tabs";

export interface Around {
  /** Of the server: `https://maps.example`. */
  readonly origin: string;
  readonly transport: Transport;
  readonly browser: Browser;
  readonly channel: (name: string) => Channel | null;
}

export function aroundHere(): Around {
  return {
    origin: globalThis.location.origin,
    transport: browserTransport(),
    browser: thisBrowser(),
    channel: browserChannel,
  };
}
