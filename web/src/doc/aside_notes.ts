// What the server did not take, as a text for localStorage: until the browser's database has it, or for good where there is none.
import type { AsideRow } from "./database";
import { fromBase64, toBase64 } from "./frames";
import type { Script } from "./journal";
import { isPairs } from "./version";

export type StoredAside = AsideRow & { readonly id: string };

export const ASIDES: Script<StoredAside> = {
  write: (aside) => JSON.stringify({ ...aside, update: toBase64(aside.update) }),
  read: (text) => {
    try {
      const said = JSON.parse(text) as Partial<Record<keyof AsideRow, unknown>> | null;
      const { map, update, code, detail, help, at, id, base } = said ?? {};
      const bytes = typeof update === "string" ? fromBase64(update) : null;
      if (bytes === null || typeof map !== "string" || typeof id !== "string") return null;
      const word = (value: unknown) => (typeof value === "string" ? value : "");
      return {
        map,
        id,
        update: bytes,
        code: word(code),
        detail: word(detail),
        help: word(help),
        at: typeof at === "number" ? at : 0,
        ...(isPairs(base) ? { base } : {}),
      };
    } catch {
      return null;
    }
  },
};
