import type { Persona } from "../../api/live_api";

// A persona as it is edited: a line for each entry of a list.

export const LISTS = ["needs", "goals", "frustrations", "quotes", "channels"] as const;
export type List = (typeof LISTS)[number];

export interface Draft {
  persona: string;
  name: string;
  rule: string;
  lists: Record<List, string>;
}

export function draftOf(persona: Persona | null): Draft {
  const lines = (list: List) => (persona?.[list] ?? []).join("\n");
  return {
    persona: persona?.persona ?? "",
    name: persona?.name ?? "",
    rule: persona?.rule ?? "",
    lists: {
      needs: lines("needs"),
      goals: lines("goals"),
      frustrations: lines("frustrations"),
      quotes: lines("quotes"),
      channels: lines("channels"),
    },
  };
}

/** The persona that a draft says, in normal form: nothing empty, nothing twice. */
export function personaOf(draft: Draft): Persona {
  const word = (text: string) => text.replace(/\s+/g, " ").trim();
  const persona: Persona = { wayline: 1, persona: word(draft.persona) };
  if (word(draft.name) !== "") persona.name = word(draft.name);
  if (draft.rule.trim() !== "") persona.rule = draft.rule.trim();
  for (const list of LISTS) {
    const lines = draft.lists[list].split("\n").map(word).filter(Boolean);
    if (lines.length > 0) persona[list] = [...new Set(lines)];
  }
  return persona;
}

/** A name for the file: what the server takes of the persona's name; empty where nothing is left. */
export function fileNameOf(persona: string): string {
  return persona
    .replace(/[^\p{L}\p{N}\-_ ]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 64)
    .trim();
}

/** What readers call a persona: its own name, else the one on maps. */
export function calledOf({ name, persona }: Pick<Persona, "name" | "persona">): string {
  return name == null || name === "" ? persona : name;
}
