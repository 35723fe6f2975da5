import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "dist",
    // What is emptied gets its .gitkeep back from public/.
    emptyOutDir: true,
    // Everything the page loads comes as a file of its own: its policy forbids inline data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 700,
  },
  server: {
    fs: { allow: [".."] },
    proxy: { "/api": "http://127.0.0.1:8470", "/fonts": "http://127.0.0.1:8470" },
  },
});
