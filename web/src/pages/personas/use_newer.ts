import { useEffect, useState } from "react";
import { openAsking } from "../../api/asking";
import { getPersona, type TaggedPersona } from "../../api/live_api";

/** So often it is looked whether somebody else wrote, while the page is in sight. */
const LOOK_MS = 4_000;

/** The persona as somebody else has written it since; `null` as long as nobody has. */
export function useNewer(name: string | null, etag: string | null): TaggedPersona | null {
  const [newer, setNewer] = useState<TaggedPersona | null>(null);
  useEffect(() => {
    if (name === null) return;
    const asking = openAsking({
      ask: (signal) => getPersona(name, signal),
      answered: (found) => {
        if (found !== null) setNewer(found);
      },
      every: LOOK_MS,
      after: LOOK_MS,
    });
    return asking.stop;
  }, [name]);
  return newer !== null && newer.etag !== etag ? newer : null;
}
