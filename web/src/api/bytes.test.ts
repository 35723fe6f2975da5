import { afterEach, expect, test, vi } from "vitest";
import { getWhole } from "./bytes";

// What comes as bytes, part by part.

afterEach(() => {
  vi.unstubAllGlobals();
});

const asked = () => ({ signal: new AbortController().signal, arrives: vi.fn() });

function answering(answer: Response | Error) {
  const fetched = vi.fn(() =>
    answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer),
  );
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

const inParts = (...parts: number[][]) =>
  new ReadableStream<Uint8Array>({
    start: (stream) => {
      for (const part of parts) stream.enqueue(Uint8Array.from(part));
      stream.close();
    },
  });

test("a document is put together from its parts, and each is told of", async () => {
  const fetched = answering(new Response(inParts([1, 2], [3], [4, 5, 6])));
  const arriving = asked();
  expect(await getWhole("a b", arriving)).toEqual(Uint8Array.from([1, 2, 3, 4, 5, 6]));
  // That there is an answer, and three parts of it.
  expect(arriving.arrives).toHaveBeenCalledTimes(4);
  expect(fetched).toHaveBeenCalledWith("/api/v1/maps/a%20b/document", { signal: arriving.signal });
});

test("where the server has none, does not answer or breaks off there is no document", async () => {
  answering(new Response("no", { status: 404 }));
  expect(await getWhole("m", asked())).toBeNull();
  answering(new TypeError("away"));
  expect(await getWhole("m", asked())).toBeNull();
  const broken = new ReadableStream<Uint8Array>({
    start: (stream) => {
      stream.enqueue(Uint8Array.from([1]));
    },
    pull: (stream) => {
      stream.error(new DOMException("called off", "AbortError"));
    },
  });
  answering(new Response(broken));
  expect(await getWhole("m", asked())).toBeNull();
});
