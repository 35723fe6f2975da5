// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";
import { get } from "./ask";
import { askEarly } from "./asked_early";

// What is asked before the code that needs the answer is there.

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("what was asked early is not asked again, and is used once", async () => {
  let asked = 0;
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json((asked += 1))));
  askEarly("/one");
  expect(asked).toBe(1);
  const { signal } = new AbortController();
  expect(await get("/one", signal)).toBe(1);
  expect(await get("/one", signal)).toBe(2);
});

test("an answer that nobody wanted in time is not used", async () => {
  vi.useFakeTimers();
  let asked = 0;
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json((asked += 1))));
  askEarly("/late");
  await vi.advanceTimersByTimeAsync(6_000);
  expect(await get("/late", new AbortController().signal)).toBe(2);
});

test("whoever takes it can end it", async () => {
  let given: AbortSignal | null = null;
  vi.stubGlobal("fetch", (_: string, options: RequestInit) => {
    given = options.signal ?? null;
    return new Promise((_, fail) =>
      given?.addEventListener("abort", () => {
        fail(new DOMException("ended", "AbortError"));
      }),
    );
  });
  askEarly("/large");
  const stop = new AbortController();
  const asked = get("/large", stop.signal);
  stop.abort();
  await expect(asked).rejects.toThrow("ended");
  expect((given as AbortSignal | null)?.aborted).toBe(true);
});
