import { useEffect, useState } from "react";
import { useMine } from "./desk";

// What a screen reader is told. It is told once and goes away: whoever reads on finds nothing old.

const GONE_MS = 5000;

export function Said() {
  const said = useMine((ui) => ui.said);
  const [gone, setGone] = useState("");
  useEffect(() => {
    if (said === "") return;
    const wait = setTimeout(() => {
      setGone(said);
    }, GONE_MS);
    return () => {
      clearTimeout(wait);
    };
  }, [said]);
  return (
    <p className="unseen" role="status" aria-live="polite">
      {said === gone ? "" : said}
    </p>
  );
}
