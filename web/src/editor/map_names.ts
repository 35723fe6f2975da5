import { useEffect, useState } from "react";
import { getMaps } from "../api/client";

// What the project's other maps are called: asked once, when something on this map leads to one of them.

let asked: Promise<ReadonlyMap<string, string>> | null = null;

/** Makes the next question go to the server. */
export function forgetNames(): void {
  asked = null;
}

function names(): Promise<ReadonlyMap<string, string>> {
  asked ??= getMaps(new AbortController().signal).then(
    (maps) => new Map(maps.map(({ id, name }) => [id, name])),
    () => {
      asked = null;
      return new Map<string, string>();
    },
  );
  return asked;
}

/** The name of a map; its id until that is known. */
export function useMapName(id: string): string {
  const [name, setName] = useState(id);
  useEffect(() => {
    let gone = false;
    void names().then((known) => {
      if (!gone) setName(known.get(id) ?? id);
    });
    return () => {
      gone = true;
    };
  }, [id]);
  return name;
}
