// A tab that was open while the server was upgraded may ask for a part of the page that is no more: then the page is loaded anew. What was
// written is in the browser's store by then.
import { isThere } from "../api/ask";

const WHEN = "wayline-loaded-anew";
/** Where that did not help, it is not done again at once. */
const BETWEEN_MS = 60_000;

/** Listens for parts that cannot be loaded. `reload` is the browser's own, but for tests. */
export function loadAnew(
  reload = () => {
    globalThis.location.reload();
  },
): void {
  globalThis.addEventListener("vite:preloadError", () => {
    const last = Number(remembered());
    if (Date.now() - last < BETWEEN_MS) return;
    // Without a server the part is missing for another reason, and a page that is open is better than none.
    void isThere("/").then((there) => {
      if (!there) return;
      remember(String(Date.now()));
      reload();
    });
  });
}

function remembered(): string {
  try {
    return sessionStorage.getItem(WHEN) ?? "0";
  } catch {
    return "0";
  }
}

function remember(when: string): void {
  try {
    sessionStorage.setItem(WHEN, when);
  } catch {
    // Then it may be done once more.
  }
}
