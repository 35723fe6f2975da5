import { expect, test } from "vitest";
import { type Build, type Ground, openShell } from "./shell";

const ORIGIN = "https://maps.example";
const ONE: Build = { name: "one", files: ["/assets/page-1.js", "/fonts/a.woff2", "/icon.svg"] };
const TWO: Build = { name: "two", files: ["/assets/page-2.js", "/fonts/a.woff2", "/icon.svg"] };
const pageOf = (build: Build) => `<script src="${build.files[0] ?? ""}"></script>`;

/** As much of a browser's caches as is used. */
function cachesOf(): Ground["caches"] & { of: (name: string) => Map<string, Response> } {
  const all = new Map<string, Map<string, Response>>();
  const of = (name: string) => {
    const cache = all.get(name) ?? new Map<string, Response>();
    all.set(name, cache);
    return cache;
  };
  return {
    of,
    open: (name) => {
      const cache = of(name);
      return Promise.resolve({
        match: (path: string) => Promise.resolve(cache.get(path)?.clone()),
        put: (path: string, response: Response) => {
          cache.set(path, response);
          return Promise.resolve();
        },
      } as unknown as Cache);
    },
    keys: () => Promise.resolve([...all.keys()]),
    delete: (name) => Promise.resolve(all.delete(name)),
  };
}

/** A server with a build, and a browser that may keep it. */
function scene(first: Build, caches = cachesOf()) {
  const server = {
    build: first,
    reachable: true,
    silent: false,
    well: true,
    asked: [] as string[],
  };
  const ground: Ground = {
    caches,
    origin: ORIGIN,
    after: () => (server.silent ? Promise.resolve() : new Promise(() => undefined)),
    fetch: (asked) => {
      const path = typeof asked === "string" ? asked : new URL(asked.url).pathname;
      server.asked.push(path);
      if (server.silent) return new Promise(() => undefined);
      if (!server.reachable) return Promise.reject(new TypeError("no network"));
      if (!server.well) return Promise.resolve(new Response("away", { status: 503 }));
      if (path === "/") return Promise.resolve(new Response(pageOf(server.build)));
      const known = server.build.files.includes(path) || path.startsWith("/api/");
      return Promise.resolve(new Response(path, { status: known ? 200 : 404 }));
    },
  };
  return { server, ground, caches, shell: openShell(first, ground) };
}

/** A request; that of a whole page cannot be made by hand. */
function request(path: string, mode: RequestMode = "cors", method = "GET"): Request {
  const made = new Request(new URL(path, ORIGIN), { method });
  return new Proxy(made, {
    get: (of, name) => (name === "mode" ? mode : (Reflect.get(of, name, of) as unknown)),
  });
}

async function read(answer: Promise<Response> | null): Promise<string> {
  if (answer === null) throw new Error("it is none of its business");
  return (await answer).text();
}

test("the page comes from the server where that answers, and as it was kept where it does not", async () => {
  const { server, shell } = scene(ONE);
  await shell.install();
  server.build = TWO;
  expect(await read(shell.answer(request("/", "navigate")))).toBe(pageOf(TWO));
  server.reachable = false;
  expect(await read(shell.answer(request("/", "navigate")))).toBe(pageOf(ONE));
  server.reachable = true;
  server.well = false;
  expect(await read(shell.answer(request("/", "navigate")))).toBe(pageOf(ONE));
  server.silent = true;
  expect(await read(shell.answer(request("/index.html", "navigate")))).toBe(pageOf(ONE));
});

test("what was kept is one build: its page with its files", async () => {
  const { server, shell } = scene(ONE);
  await shell.install();
  server.reachable = false;
  server.asked = [];
  expect(await read(shell.answer(request("/assets/page-1.js")))).toBe("/assets/page-1.js");
  expect(server.asked).toEqual([]);
  expect(await read(shell.answer(request("/fonts/a.woff2")))).toBe("/fonts/a.woff2");
});

test("a page of another build than the worker's is not kept, nor half of one", async () => {
  const { server, shell, caches } = scene(ONE);
  server.build = TWO;
  await expect(shell.install()).rejects.toThrow("another build");
  expect(caches.of("wayline-page one").has("/")).toBe(false);
  const other = scene({ ...ONE, files: [...ONE.files, "/assets/lost.js"] });
  other.server.build = ONE;
  await expect(other.shell.install()).rejects.toThrow("/assets/lost.js");
  expect(other.caches.of("wayline-page one").has("/")).toBe(false);
});

test("the next build takes the place of the one before, and of nothing else", async () => {
  const { ground, server, shell, caches } = scene(ONE);
  await shell.install();
  caches.of("somebody else's");
  server.build = TWO;
  const next = openShell(TWO, ground);
  await next.install();
  await next.activate();
  server.reachable = false;
  expect(await read(next.answer(request("/", "navigate")))).toBe(pageOf(TWO));
  expect(caches.of("somebody else's").size).toBe(0);
});

test("a tab of the build before still gets its files, until one more build has come", async () => {
  const { ground, server, shell, caches } = scene(ONE);
  await shell.install();
  await shell.activate();
  server.build = TWO;
  const second = openShell(TWO, ground);
  await second.install();
  await second.activate();
  expect(await read(second.answer(request("/assets/page-1.js")))).toBe("/assets/page-1.js");
  // What was kept of a build by half is no build.
  caches.of("wayline-page half").set("/assets/page-h.js", new Response("half"));
  const three: Build = { ...TWO, name: "three", files: ["/assets/page-3.js", "/icon.svg"] };
  server.build = three;
  const third = openShell(three, ground);
  await third.install();
  await third.activate();
  expect(await caches.keys()).toEqual(["wayline-page two", "wayline-page three"]);
  expect(await read(third.answer(request("/assets/page-2.js")))).toBe("/assets/page-2.js");
  // What nobody keeps is the server's.
  expect((await third.answer(request("/assets/page-1.js")))?.status).toBe(404);
});

test("the API, other pages and other hosts are none of its business", async () => {
  const { shell } = scene(ONE);
  await shell.install();
  for (const path of ["/api/v1/project", "/api/v1/people/me", "/docs/api.md", "/sw.js"])
    expect(shell.answer(request(path))).toBe(null);
  expect(shell.answer(request("/docs/api.md", "navigate"))).toBe(null);
  expect(shell.answer(request("/", "navigate", "POST"))).toBe(null);
  expect(shell.answer(request("https://elsewhere.example/", "navigate"))).toBe(null);
});

test("without anything kept it fails as it would without it", async () => {
  const { server, shell } = scene(ONE);
  server.reachable = false;
  await expect(shell.answer(request("/", "navigate"))).rejects.toThrow("no network");
  server.reachable = true;
  server.well = false;
  const answer = await shell.answer(request("/", "navigate"));
  expect(answer?.status).toBe(503);
});
