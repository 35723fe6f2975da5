import locales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { readFileSync } from "node:fs";
import { defineConfig, type HtmlTagDescriptor, type Plugin, type Rolldown } from "vite";
import { buildName } from "./src/offline/build_name.ts";

/** What is in a file of the page; `null` where its name tells that. */
function contentOf(path: string): Uint8Array | null {
  if (path.startsWith("/assets/")) return null;
  // The server adds the fonts; the rest lies in public/.
  const file = path.startsWith("/fonts/") ? `../crates/render${path}` : `public${path}`;
  return readFileSync(new URL(file, import.meta.url));
}

/** The fonts that a style names. */
function fontsIn(file: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined): string[] {
  if (file?.type !== "asset" || !file.fileName.endsWith(".css")) return [];
  const named = String(file.source).matchAll(/url\(["']?(\/fonts\/[^"')]+)/g);
  return [...named].flatMap(([, font]) => font ?? []);
}

/** Tells the service worker what the build is made of: src/offline/worker.ts. */
function whatIsBuilt(): Plugin {
  return {
    name: "what-is-built",
    enforce: "post",
    generateBundle(_, bundle) {
      const files = new Set(["/icon.svg"]);
      for (const file of Object.values(bundle)) {
        if (file.fileName.startsWith("assets/")) files.add(`/${file.fileName}`);
        // The server adds the fonts.
        for (const font of fontsIn(file)) files.add(font);
      }
      const list = [...files].sort();
      const worker = bundle["sw.js"];
      if (worker?.type !== "chunk") throw new Error("there is no service worker");
      const page = bundle["index.html"];
      if (page?.type !== "asset") throw new Error("there is no page");
      const name = buildName([
        { path: "/", content: page.source },
        ...list.map((path) => ({ path, content: contentOf(path) })),
      ]);
      worker.code = `const WAYLINE_BUILD=${JSON.stringify({ name, files: list })};\n${worker.code}`;
    },
  };
}

/** Names, in the document, what the page is made of: the entry asks for it only once it has been read itself. */
function pageAtOnce(): Plugin {
  return {
    name: "page-at-once",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle = {} }) {
        const tags: HtmlTagDescriptor[] = [];
        const seen = new Set<string>();
        const name = (file: string) => {
          const chunk = bundle[file];
          if (seen.has(file) || chunk?.type !== "chunk") return;
          seen.add(file);
          tags.push(link({ rel: "modulepreload", href: `/${file}` }));
          // A style stands after those of what it is built on.
          chunk.imports.forEach(name);
          for (const style of chunk.viteMetadata?.importedCss ?? [])
            if (!seen.has(style)) {
              seen.add(style);
              tags.push(link({ rel: "stylesheet", href: `/${style}` }));
              // Else they are asked for once the first words are drawn, which then are drawn again.
              for (const href of fontsIn(bundle[style]))
                tags.push(link({ rel: "preload", href, as: "font", type: "font/woff2" }));
            }
        };
        for (const file of Object.values(bundle))
          if (file.type === "chunk" && file.facadeModuleId?.endsWith("/src/page.tsx") === true)
            name(file.fileName);
        return tags;
      },
    },
  };
}

function link(attrs: Record<string, string>): HtmlTagDescriptor {
  return { tag: "link", attrs: { ...attrs, crossorigin: true }, injectTo: "head" };
}

export default defineConfig({
  plugins: [
    react(),
    // What the library says itself, in the page's languages only.
    { ...locales.vite({ locales: ["en-US", "pl-PL", "ru-RU", "zh-CN"] }), enforce: "pre" },
    pageAtOnce(),
    whatIsBuilt(),
  ],
  build: {
    outDir: "dist",
    // What is emptied gets its .gitkeep back from public/.
    emptyOutDir: true,
    // Everything the page loads comes as a file of its own: its policy forbids inline data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: { index: "index.html", sw: "src/offline/worker.ts" },
      output: {
        // The service worker rules over what lies beside it, and keeps its name.
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        // What is needed together comes as one file: forty small ones take longer to fetch than to run. Each holds what its modules import,
        // but for what an earlier one has.
        codeSplitting: {
          groups: [
            // The editor reads them in all languages, each language its own: apart, so that words do not wait for the editor, nor it for them.
            { name: "rows", test: /\/locales\/\w+\/rows\.ftl/, priority: 4 },
            { name: "begin", test: /\/src\/main\.tsx$/, priority: 3 },
            { name: "page", test: /\/src\/page\.tsx$/, priority: 2 },
            {
              name: "editing",
              test: /\/src\/(editor\/editor_page\.tsx|doc\/connect\.ts)$/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: {
    fs: { allow: [".."] },
    proxy: { "/api": "http://127.0.0.1:8470", "/fonts": "http://127.0.0.1:8470" },
  },
});
