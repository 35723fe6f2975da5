import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

test("the types of the API are those of schemas/openapi.json", () => {
  const web = join(import.meta.dirname, "../..");
  const program = join(web, "node_modules/openapi-typescript/bin/cli.js");
  const words = ["../schemas/openapi.json", "-o", "src/api/schema.d.ts", "--check"];
  const check = () =>
    execFileSync(process.execPath, [program, ...words], { cwd: web, stdio: "pipe" });
  expect(check, "web/src/api/schema.d.ts is old: run npm run gen in web/").not.toThrow();
});
