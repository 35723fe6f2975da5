// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";
import { loadAnew } from "./load_anew";

afterEach(() => {
  vi.restoreAllMocks();
});

test("a part that the upgraded server has no more loads the page anew, once, and only where there is a server", async () => {
  const answer = vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("no network"));
  const reload = vi.fn();
  loadAnew(reload);
  const miss = async () => {
    window.dispatchEvent(new Event("vite:preloadError"));
    await new Promise((done) => setImmediate(done));
  };
  await miss();
  expect(reload).not.toHaveBeenCalled();
  answer.mockResolvedValue(new Response(""));
  await miss();
  expect(reload).toHaveBeenCalledTimes(1);
  await miss();
  expect(reload).toHaveBeenCalledTimes(1);
});
