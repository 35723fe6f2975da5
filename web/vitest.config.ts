import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  server: { fs: { allow: [".."] } },
  // Nothing here waits for a clock; only a busy machine is slow.
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/i18n/all_texts.ts"],
    testTimeout: 30_000,
  },
});
