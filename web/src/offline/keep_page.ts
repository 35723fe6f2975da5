// Lets the browser keep the page for when the server cannot be reached. Asked for by those who edit; where the browser cannot, all else
// works as before.

/** Once for each opening of the page. */
let asked = false;

export function keepPage(): void {
  if (asked || !import.meta.env.PROD) return;
  asked = true;
  try {
    // An address without TLS that is not this machine has none.
    const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    // Never an old worker out of the browser's cache.
    workers
      ?.register("/sw.js", { updateViaCache: "none" })
      // At once: what the server has by now is kept from now on.
      .then((registration) => registration.update())
      .catch(() => undefined);
  } catch {
    // A browser that forbids it, as in some private windows.
  }
}
