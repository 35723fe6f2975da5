import { expect, test } from "vitest";
import { waitAfter } from "./backoff";
import { fromBase64, hello, here, readMessage, readUpdate, toBase64, updateFrame } from "./frames";

const ANN = { id: "ann", name: "Ann", colour: "#123456" };

test("what the page says", () => {
  expect(JSON.parse(hello(1, "18446744073709551615", new Uint8Array([1, 2])))).toEqual({
    say: "hello",
    schema: 1,
    peer: "18446744073709551615",
    version: "AQI=",
  });
  expect(JSON.parse(here({ record: "s1", x: 1 }) ?? "")).toEqual({
    say: "here",
    at: { record: "s1", x: 1 },
  });
  expect(here({ record: "ß".repeat(1000) })).toBeNull();
});

test("an update and its number are read as they were written", () => {
  const frame = updateFrame(263, new Uint8Array([9, 8]));
  expect([...frame]).toEqual([1, 7, 1, 0, 0, 9, 8]);
  expect(readUpdate(frame)).toEqual({ number: 263, update: new Uint8Array([9, 8]) });
  expect(readUpdate(updateFrame(4294967295, new Uint8Array()))?.number).toBe(4294967295);
  // A view into a larger buffer.
  expect(readUpdate(new Uint8Array([7, ...frame]).subarray(1))?.number).toBe(263);
  for (const bytes of [[], [1, 0, 0, 0], [2, 0, 0, 0, 0, 1]])
    expect(readUpdate(new Uint8Array(bytes))).toBeNull();
});

test("what the server says", () => {
  const read = (said: unknown) => readMessage(JSON.stringify(said));
  expect(
    read({
      say: "welcome",
      you: ANN,
      version: "AQI=",
      people: [{ connection: 3, person: ANN, at: null }, { connection: "x" }],
    }),
  ).toEqual({
    say: "welcome",
    you: ANN,
    version: new Uint8Array([1, 2]),
    people: [{ connection: 3, person: ANN, at: {} }],
  });
  expect(read({ say: "kept", number: 4 })).toEqual({ say: "kept", number: 4 });
  expect(read({ say: "refused", number: 4, code: "c", detail: "d", help: "h" })).toEqual({
    say: "refused",
    number: 4,
    code: "c",
    detail: "d",
    help: "h",
  });
  expect(read({ say: "outdated", schema: 2, detail: "d", help: "h" })).toEqual({
    say: "outdated",
    detail: "d",
    help: "h",
  });
  expect(read({ say: "here", connection: 3, person: ANN, at: { record: "a", x: "left" } })).toEqual(
    {
      say: "here",
      present: { connection: 3, person: ANN, at: { record: "a" } },
    },
  );
  expect(read({ say: "left", connection: 3 })).toEqual({ say: "left", connection: 3 });
  expect(read({ say: "figures" })).toEqual({ say: "figures" });
});

test("what cannot be understood is nothing", () => {
  for (const text of [
    "",
    "[]",
    "null",
    "7",
    '{"say":"dance"}',
    '{"say":"kept"}',
    '{"say":"kept","number":-1}',
    '{"say":"kept","number":1.5}',
    '{"say":"left","connection":"1"}',
    '{"say":"here","connection":1,"person":{"id":1,"name":"A"},"at":{}}',
    '{"say":"welcome","you":{"id":"a","name":"A"},"version":"?","people":[]}',
    '{"say":"welcome","you":{"id":"a","name":"A"},"version":"","people":{}}',
  ])
    expect(readMessage(text), text).toBeNull();
});

test("base64 there and back", () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => (at * 7) % 256);
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  expect(fromBase64("?")).toBeNull();
});

test("the wait grows, is never the same for all, and ends somewhere", () => {
  expect([0, 1, 2, 3].map((failures) => waitAfter(failures, 0))).toEqual([250, 500, 1000, 2000]);
  expect(waitAfter(0, 0.999)).toBe(500);
  expect(waitAfter(50, 0.999)).toBeLessThanOrEqual(30_000);
});
