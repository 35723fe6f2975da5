// What a live map rests on, so that tests can stand in for it.
import { type Arriving, getWhole } from "../api/bytes";
import { browserTransport, type Transport } from "./line";
import { type Browser, thisBrowser } from "./this_browser";
import { browserChannel, type Channel } from "./tabs";

export interface Around {
  /** Of the server: `https://maps.example`. */
  readonly origin: string;
  readonly transport: Transport;
  readonly browser: Browser;
  readonly channel: (name: string) => Channel | null;
  /** Asks the server for a whole document, before there is a line to it; `null` where it has none or does not answer. */
  readonly whole?: (id: string, arriving: Arriving) => Promise<Uint8Array | null>;
}

export function aroundHere(): Around {
  return {
    origin: globalThis.location.origin,
    transport: browserTransport(),
    browser: thisBrowser(),
    channel: browserChannel,
    whole: getWhole,
  };
}

/** The address of a map's line. */
export function lineTo({ origin }: Around, id: string): string {
  return `${origin.replace(/^http/, "ws")}/api/v1/maps/${encodeURIComponent(id)}/live`;
}
