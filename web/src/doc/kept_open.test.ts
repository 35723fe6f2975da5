import { expect, test, vi } from "vitest";
import { aloneMap } from "./for_tests/alone";
import { openKept } from "./kept_open";

test("the map that was opened last stays open, undo and all, until another is opened", async () => {
  const live = await aloneMap();
  const close = vi.spyOn(live, "close");
  const first = await openKept("a", () => Promise.resolve(live));
  first.dispatch([{ edit: "write", id: "map", field: "name", text: "M" }], "why-write");
  const again = await openKept("a", () => Promise.reject(new Error("opened twice")));
  expect(again).toBe(live);
  expect(again.canUndo()).toBe(true);
  expect(close).not.toHaveBeenCalled();
  await openKept("b", () => aloneMap());
  await vi.waitFor(() => {
    expect(close).toHaveBeenCalledOnce();
  });
});

test("what could not be opened is opened anew", async () => {
  await expect(openKept("c", () => Promise.reject(new Error("no line")))).rejects.toThrow();
  const live = await aloneMap();
  expect(await openKept("c", () => Promise.resolve(live))).toBe(live);
});
