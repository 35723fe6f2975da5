// The sample company, made and served by `wayline demo`.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResolvedMap } from "../src/api/shapes";
import { addressOf } from "./project";

const program = process.env.WAYLINE_BIN;

export interface Sample {
  /** Address of its map's page. */
  url: string;
  /** The resolved map, as `wayline show --json` prints it. */
  map: ResolvedMap;
  /** The map as one file. */
  file: string;
  stop: () => void;
}

export async function sample(): Promise<Sample> {
  if (program === undefined)
    throw new Error("set WAYLINE_BIN to the wayline program; `cargo xtask test` does");
  const above = mkdtempSync(join(tmpdir(), "wayline-sample-"));
  const folder = join(above, "stride");
  const server = spawn(program, ["demo", "--small", "--no-open", "--port", "0", "--dir", folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = () => {
    server.kill();
    rmSync(above, { recursive: true, force: true });
  };
  try {
    const address = await addressOf(server);
    const map = "maps/first-ad-to-invite.journey.yaml";
    const run = (...words: string[]) =>
      execFileSync(program, words, { cwd: folder, encoding: "utf8", stdio: "pipe" });
    const shown = JSON.parse(run("show", map, "--json")) as ResolvedMap;
    const file = join(above, "map.html");
    run("render", map, "-o", file);
    return { url: `${address}#/maps/first-ad-to-invite`, map: shown, file, stop };
  } catch (error) {
    stop();
    throw error;
  }
}
