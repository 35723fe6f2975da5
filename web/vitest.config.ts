import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  server: { fs: { allow: [".."] } },
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}"] },
});
