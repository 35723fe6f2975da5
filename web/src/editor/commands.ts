import type { Desk } from "./desk";
import type { Command } from "./command/command";
import { EDIT } from "./command/edit";
import { INSERT, INSERT_CARDS } from "./command/insert";
import { MAP } from "./command/map";
import { MOVE, TURN } from "./command/move";
import { EVIDENCE, TALK } from "./command/talk";
import { VIEW } from "./command/view";
import { pressed, type KeyPress } from "./keys";

// Every command of the editor, and which one a key means.

export const COMMANDS: readonly Command[] = [
  ...EDIT,
  ...MAP,
  ...INSERT,
  ...INSERT_CARDS,
  ...MOVE,
  ...TURN,
  ...EVIDENCE,
  ...TALK,
  ...VIEW,
];

const BY_KEY = new Map(
  COMMANDS.flatMap((command) => command.keys.map((key) => [key, command] as const)),
);

/** Keys that the browser turns into events of the clipboard, which are listened to instead. */
const CLIPBOARD = new Set(["Mod+X", "Mod+C", "Mod+V"]);

export function commandOf(event: KeyPress, inText: boolean): Command | null {
  const key = pressed(event);
  if (CLIPBOARD.has(key)) return null;
  const command = BY_KEY.get(key);
  return command === undefined || (inText && command.inText !== true) ? null : command;
}

export function canRun(desk: Desk, command: Command): boolean {
  return command.when?.(desk) ?? true;
}

export function run(desk: Desk, id: string): void {
  const command = COMMANDS.find((known) => known.id === id);
  if (command !== undefined && canRun(desk, command)) command.run(desk);
}
