// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openAsking, type Question } from "./asking";
import { TroubleError } from "./problem";

// A question whose answer changes with the map.

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A server that answers when it is told to. */
function server(more: Partial<Question<string>> = {}) {
  const waiting: { answer: (word: string) => void; fail: (error: unknown) => void }[] = [];
  const heard: (string | number)[] = [];
  const asking = openAsking<string>({
    ask: () =>
      new Promise((answer, fail) => {
        waiting.push({ answer, fail });
      }),
    answered: (word, asked) => {
      heard.push(word, asked);
    },
    failed: () => heard.push("failed"),
    ...more,
  });
  const next = async (how: "answer" | "fail", what: unknown) => {
    const first = waiting.shift();
    if (how === "answer") first?.answer(String(what));
    else first?.fail(what);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { asking, waiting, heard, next };
}

const away = new TroubleError({ kind: "unreachable" });

test("it is asked at once, and one at a time: what changes meanwhile is asked for after that", async () => {
  const { asking, waiting, heard, next } = server();
  const begun = Date.now();
  asking.again();
  asking.again();
  expect(waiting).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(70);
  await next("answer", "old");
  expect(heard).toEqual(["old", begun]);
  expect(waiting).toHaveLength(1);
  await next("answer", "new");
  expect(heard).toEqual(["old", begun, "new", begun + 70]);
  expect(waiting).toHaveLength(0);
  asking.stop();
});

test("what failed is tried again, later each time, until it is answered", async () => {
  const { asking, waiting, heard, next } = server();
  for (let failures = 0; failures < 3; failures += 1) {
    await next("fail", away);
    expect(waiting).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(500 * 2 ** failures);
    expect(waiting).toHaveLength(1);
  }
  await next("answer", "there");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard.filter((word) => typeof word === "string")).toEqual([
    "failed",
    "failed",
    "failed",
    "there",
  ]);
  expect(waiting).toHaveLength(0);
  asking.stop();
});

test("a server that is busy is left in peace, and what it refuses is asked again only when something changed", async () => {
  const { asking, waiting, next } = server();
  await next("fail", new TroubleError({ kind: "strange", status: 503 }));
  await vi.advanceTimersByTimeAsync(9_000);
  expect(waiting).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(waiting).toHaveLength(1);
  await next("fail", new TroubleError({ kind: "strange", status: 422 }));
  await vi.advanceTimersByTimeAsync(600_000);
  expect(waiting).toHaveLength(0);
  asking.again();
  expect(waiting).toHaveLength(1);
  asking.stop();
});

test("a change of which nobody says that it was computed is asked for all the same", async () => {
  const { asking, waiting, next } = server();
  await next("answer", "first");
  asking.changed();
  await vi.advanceTimersByTimeAsync(8_000);
  asking.changed();
  await vi.advanceTimersByTimeAsync(8_000);
  expect(waiting).toHaveLength(1);
  await next("answer", "second");
  // Where it was said, it is not asked twice.
  asking.changed();
  asking.again();
  await next("answer", "third");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(waiting).toHaveLength(0);
  asking.stop();
});

/** A page that is looked at or not. */
function look(state: "visible" | "hidden") {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
  document.dispatchEvent(new Event("visibilitychange"));
}

test("what may be another answer is asked anew by itself, but not while nobody looks", async () => {
  const { asking, waiting, next } = server({ every: 5_000, after: 1_000 });
  expect(waiting).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1_000);
  await next("answer", "first");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(waiting).toHaveLength(1);
  await next("answer", "second");
  look("hidden");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(waiting).toHaveLength(0);
  look("visible");
  expect(waiting).toHaveLength(1);
  await next("answer", "third");
  // Who goes to and fro does not ask each time.
  look("hidden");
  look("visible");
  expect(waiting).toHaveLength(0);
  // What is refused now may be given later.
  await vi.advanceTimersByTimeAsync(5_000);
  await next("fail", new TroubleError({ kind: "strange", status: 404 }));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(waiting).toHaveLength(1);
  asking.stop();
});

test("what failed while nobody looks is tried when somebody does, or when there is a network again", async () => {
  const { asking, waiting, next } = server();
  look("hidden");
  await next("fail", away);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(waiting).toHaveLength(0);
  look("visible");
  await next("fail", new TroubleError({ kind: "strange", status: 503 }));
  expect(waiting).toHaveLength(0);
  dispatchEvent(new Event("online"));
  expect(waiting).toHaveLength(1);
  asking.stop();
});

test("after the end nothing is heard and nothing asked", async () => {
  const { asking, waiting, heard, next } = server();
  asking.changed();
  asking.stop();
  await next("fail", away);
  asking.again();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(waiting).toHaveLength(0);
  expect(heard).toEqual([]);
});
