// What a service worker keeps so that the page opens without a server: the page itself, its hashed files and its fonts, as one build made
// them. Answers of the API are never kept here. Where the server answers, the page always comes from it.

/** A build of the page. */
export interface Build {
  /** Another one for each build. */
  readonly name: string;
  /** Paths of everything that the page loads, itself left out. */
  readonly files: readonly string[];
}

/** What it rests on, so that tests can stand in for it. */
export interface Ground {
  readonly caches: Pick<CacheStorage, "open" | "keys" | "delete">;
  readonly fetch: (request: Request | string, options?: RequestInit) => Promise<Response>;
  /** Resolves after so long. */
  readonly after: (ms: number) => Promise<void>;
  readonly origin: string;
}

export interface Shell {
  /** Keeps this build, all of it or nothing. */
  install: () => Promise<void>;
  /** Lets go of earlier builds, but for the last one: tabs with that may be open still. */
  activate: () => Promise<void>;
  /** The answer to a request; `null` where it is none of its business. */
  answer: (request: Request) => Promise<Response> | null;
}

const PAGE = "/";
const CACHES = "wayline-page ";
/** A server that says nothing for so long is taken for one that does not answer. */
const PATIENCE_MS = 3_000;

export function openShell(build: Build, ground: Ground): Shell {
  const name = `${CACHES}${build.name}`;
  const files = new Set(build.files);

  const kept = async (path: string): Promise<Response | undefined> =>
    (await ground.caches.open(name)).match(path);

  /** Other builds that are kept whole, the latest last. */
  const others = async (): Promise<string[]> => {
    const whole: string[] = [];
    for (const each of await ground.caches.keys())
      if (each.startsWith(CACHES) && each !== name) {
        const page = await (await ground.caches.open(each)).match(PAGE);
        if (page !== undefined) whole.push(each);
      }
    return whole;
  };

  /** A built file, which a tab of the build before may ask for too. */
  const built = async (request: Request, path: string): Promise<Response> => {
    if (files.has(path)) return (await kept(path)) ?? ground.fetch(request);
    for (const each of await others()) {
      const known = await (await ground.caches.open(each)).match(path);
      if (known !== undefined) return known;
    }
    return ground.fetch(request);
  };

  /** From the server; where that does not answer in time or is not well, as it was kept. */
  const fresh = async (request: Request, path: string): Promise<Response> => {
    const asked = ground
      .fetch(request)
      .then((response) =>
        response.status < 500 ? response : Promise.reject(new Failed(response)),
      );
    // It may fail when nobody waits for it any more.
    asked.catch(() => undefined);
    try {
      const first = await Promise.race([asked, ground.after(PATIENCE_MS)]);
      if (first !== undefined) return first;
    } catch (error) {
      const known = await kept(path);
      if (known !== undefined) return known;
      if (error instanceof Failed) return error.response;
      throw error;
    }
    return (await kept(path)) ?? asked;
  };

  return {
    install: async () => {
      const cache = await ground.caches.open(name);
      const page = await ground.fetch(PAGE, { cache: "no-cache" });
      const text = await page.clone().text();
      // The server may have been upgraded in between: then this page is not of this build.
      const wanted = [...text.matchAll(/["'](\/assets\/[^"']+)["']/g)].map(
        ([, path]) => path ?? "",
      );
      if (!page.ok || wanted.length === 0 || wanted.some((path) => !files.has(path)))
        throw new Error("the page is of another build");
      await Promise.all(
        build.files.map(async (path) => {
          const response = await ground.fetch(path);
          if (!response.ok) throw new Error(`${path} cannot be loaded`);
          await cache.put(path, response);
        }),
      );
      // Last: a page without its files is worth nothing.
      await cache.put(PAGE, page);
    },
    activate: async () => {
      const before = (await others()).at(-1);
      const old = (await ground.caches.keys()).filter(
        (each) => each.startsWith(CACHES) && each !== name && each !== before,
      );
      await Promise.all(old.map((each) => ground.caches.delete(each)));
    },
    answer: (request) => {
      const { origin, pathname } = new URL(request.url);
      if (request.method !== "GET" || origin !== ground.origin) return null;
      if (request.mode === "navigate")
        return pathname === PAGE || pathname === "/index.html" ? fresh(request, PAGE) : null;
      // The name of a built file changes with what is in it.
      if (pathname.startsWith("/assets/")) return built(request, pathname);
      return files.has(pathname) ? fresh(request, pathname) : null;
    },
  };
}

/** The server answered that it is not well. */
class Failed extends Error {
  constructor(readonly response: Response) {
    super("the server is not well");
  }
}
