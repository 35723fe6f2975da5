import { useEffect } from "react";
import { useDesk, useMine } from "./desk";

// What a screen reader is told. It is told once and goes away: whoever reads on finds nothing old.

const GONE_MS = 5000;

export function Said() {
  const { ui } = useDesk();
  const said = useMine((ui) => ui.said);
  useEffect(() => {
    if (said === "") return;
    const wait = setTimeout(() => {
      ui.set({ said: "" });
    }, GONE_MS);
    return () => {
      clearTimeout(wait);
    };
  }, [ui, said]);
  return (
    // A dialog that is open hides the rest of the page, and not this.
    <p className="unseen" role="status" aria-live="polite" data-live-announcer="true">
      {said}
    </p>
  );
}
