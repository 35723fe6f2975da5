// A real project, made by the real program from a small invented table, and served by it.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = process.env.WAYLINE_BIN;

export interface Served {
  url: string;
  map: string;
  stop: () => void;
}

/** Serves the project in `WAYLINE_PROJECT`, or one made here. */
export async function serve(): Promise<Served> {
  if (program === undefined)
    throw new Error("set WAYLINE_BIN to the wayline program; `cargo xtask test` does");
  const given = process.env.WAYLINE_PROJECT;
  const made = given === undefined ? make(program) : null;
  const server = spawn(program, ["serve", "--addr", "127.0.0.1:0"], {
    cwd: given ?? made ?? ".",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = () => {
    server.kill();
    if (made !== null) rmSync(made, { recursive: true, force: true });
  };
  try {
    const url = await addressOf(server);
    const list = (await (await fetch(`${url}api/v1/maps`)).json()) as { maps: { id: string }[] };
    const map = list.maps[0]?.id;
    if (map === undefined) throw new Error("the project has no map");
    return { url, map, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Journeys in which a broken promise, a detour and an early end can be found. */
export function make(program: string): string {
  const folder = mkdtempSync(join(tmpdir(), "wayline-e2e-"));
  const run = (...words: string[]) => execFileSync(program, words, { cwd: folder, stdio: "pipe" });
  const rows = ["customer,activity,time,channel"];
  for (let customer = 0; customer < 240; customer += 1) {
    const steps = ["sees the ad", "reads reviews", "checks out", "pays", "receives"];
    if (customer % 4 === 0) steps.splice(2, 0, "asks support");
    const reached = customer % 3 === 0 ? 3 : steps.length;
    const channel = customer % 2 === 0 ? "app" : "web";
    steps.slice(0, reached).forEach((step, i) => {
      const time = new Date(Date.UTC(2026, 2, 1 + (customer % 28), 8 + 2 * i, customer % 60));
      rows.push(["c" + String(customer), step, time.toISOString(), channel].join(","));
    });
  }
  writeFileSync(join(folder, "events.csv"), rows.join("\n") + "\n");
  run("init", ".", "--name", "Shop of <b>tests</b>");
  run("import", "events", "events.csv");
  run("draft", "--name", "From ad to parcel", "--out", "maps/shop.journey.yaml");
  return folder;
}

export function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout?.on("data", (part: Buffer) => {
      said += part.toString();
      const address = /http:\/\/\S+/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    });
    server.on("exit", (code) => {
      reject(new Error(`wayline serve ended with ${String(code)}: ${said}`));
    });
  });
}
