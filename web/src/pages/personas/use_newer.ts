import { useEffect, useState } from "react";
import { getPersona, type TaggedPersona } from "../../api/live_api";

/** So often it is looked whether somebody else wrote, while the page is in sight. */
const LOOK_MS = 4_000;

/** The persona as somebody else has written it since; `null` as long as nobody has. */
export function useNewer(name: string | null, etag: string | null): TaggedPersona | null {
  const [newer, setNewer] = useState<TaggedPersona | null>(null);
  useEffect(() => {
    if (name === null) return;
    const stop = new AbortController();
    const look = () => {
      if (document.visibilityState === "hidden") return;
      getPersona(name, stop.signal).then(
        (found) => {
          if (found !== null) setNewer(found);
        },
        // Nothing is known anew; the next look may hear more.
        () => undefined,
      );
    };
    const timer = setInterval(look, LOOK_MS);
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      stop.abort();
      clearInterval(timer);
      removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [name]);
  return newer !== null && newer.etag !== etag ? newer : null;
}
