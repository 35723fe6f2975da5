import { useEffect, useState } from "react";
import { getMaps } from "../api/client";
import { keptName } from "./early_picture";

// What the project's maps are called: asked once, when something leads to another one of them; and as this browser knows it while the server
// does not answer.

let asked: Promise<ReadonlyMap<string, string> | null> | null = null;

/** Makes the next question go to the server. */
export function forgetNames(): void {
  asked = null;
}

function names(): Promise<ReadonlyMap<string, string> | null> {
  asked ??= getMaps(new AbortController().signal).then(
    (maps) => new Map(maps.map(({ id, name }) => [id, name])),
    () => {
      asked = null;
      return null;
    },
  );
  return asked;
}

/** The name of a map; its id until that is known. */
export function useMapName(id: string): string {
  const [known, setKnown] = useState<{ id: string; name: string } | null>(null);
  useEffect(() => {
    let gone = false;
    const find = async () => {
      const all = await names();
      return all === null ? keptName(id) : (all.get(id) ?? null);
    };
    void find().then((name) => {
      if (!gone && name !== null) setKnown({ id, name });
    });
    return () => {
      gone = true;
    };
  }, [id]);
  return known?.id === id ? known.name : id;
}

/** What this browser knows that a map is called, where that is `wanted`. */
export function useKeptName(id: string, wanted: boolean): string | null {
  const [kept, setKept] = useState<{ id: string; name: string } | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    void keptName(id).then((name) => {
      if (!gone && name !== null) setKept({ id, name });
    });
    return () => {
      gone = true;
    };
  }, [id, wanted]);
  return wanted && kept?.id === id ? kept.name : null;
}
