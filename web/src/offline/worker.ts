// The service worker: see shell.ts for what it keeps. The build writes down what it is made of.
import { type Build, openShell } from "./shell";

/** As much of a service worker's global as is used; the page's own types know nothing of it. */
interface Scope {
  readonly location: { readonly origin: string };
  readonly clients: { claim: () => Promise<void> };
  skipWaiting: () => Promise<void>;
  addEventListener: (name: string, heard: (event: WorkerEvent) => void) => void;
}

interface WorkerEvent {
  readonly request: Request;
  waitUntil: (work: Promise<unknown>) => void;
  respondWith: (response: Promise<Response>) => void;
}

declare const WAYLINE_BUILD: Build;

const scope = globalThis as unknown as Scope;
const shell = openShell(WAYLINE_BUILD, {
  caches: globalThis.caches,
  fetch: (request, options) => globalThis.fetch(request, options),
  after: (ms) =>
    new Promise((done) => {
      setTimeout(done, ms);
    }),
  origin: scope.location.origin,
});

scope.addEventListener("install", (event) => {
  // A page of this build must not wait for tabs with an earlier one.
  event.waitUntil(shell.install().then(() => scope.skipWaiting()));
});
scope.addEventListener("activate", (event) => {
  event.waitUntil(shell.activate().then(() => scope.clients.claim()));
});
scope.addEventListener("fetch", (event) => {
  const answer = shell.answer(event.request);
  if (answer !== null) event.respondWith(answer);
});
