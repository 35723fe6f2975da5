// A server of a project of its own that can be killed, and started again at the same address.
import { spawn, type ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { addressOf, make } from "./project";

export interface Killable {
  readonly folder: string;
  readonly url: string;
  readonly isGone: () => boolean;
  readonly start: () => Promise<void>;
  /** As a machine that loses its power: nothing is told, nothing is finished. */
  readonly kill: () => Promise<void>;
  /** Ends it, and takes the project away. */
  readonly end: () => void;
}

export async function killable(): Promise<Killable> {
  const program = process.env.WAYLINE_BIN ?? "";
  const folder = make(program);
  const run = (port: string): ChildProcess =>
    spawn(program, ["serve", "--addr", `127.0.0.1:${port}`], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
  let server = run("0");
  const url = await addressOf(server);
  return {
    folder,
    url,
    isGone: () => server.exitCode !== null || server.signalCode !== null,
    start: async () => {
      server = run(new URL(url).port);
      await addressOf(server);
    },
    kill: async () => {
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGKILL");
      await gone;
    },
    end: () => {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
