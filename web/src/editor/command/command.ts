import type { Text } from "../../i18n/provider";
import type { Desk } from "../desk";

// The shape of a command. Everything that can be done by hand is one, with its words, its keys and its place in the menus.

export type Group = "edit" | "insert" | "move" | "evidence" | "talk" | "view";

export interface Command {
  id: string;
  group: Group;
  keys: readonly string[];
  /** Works while a text is being written as well. */
  inText?: boolean;
  /** Whether it can be done now; always where nothing is said. */
  when?: (desk: Desk) => boolean;
  text: (t: Text) => string;
  run: (desk: Desk) => void;
}

/** A command whose words stand under `cmd-ID`. */
export function command(
  id: string,
  group: Group,
  keys: readonly string[],
  run: (desk: Desk) => void,
  more: Partial<Command> = {},
): Command {
  return { id, group, keys, run, text: (t) => t(`cmd-${id}`), ...more };
}
