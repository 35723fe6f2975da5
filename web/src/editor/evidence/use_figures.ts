import { useEffect } from "react";
import { statusOf } from "../../api/ask";
import { openAsking } from "../../api/asking";
import { TroubleError } from "../../api/problem";
import type { ProblemBody } from "../../api/shapes";
import type { Desk } from "../desk";
import { figuresOf, NO_VERDICTS, since, type FiguresAnswer } from "./figures";

// The figures of the map that is open in the editor, asked for whenever they are others.

/** What nobody tells is heard all the same: that the file is gone, or a word of the server that was lost. */
const EVERY_MS = 60_000;

export type LoadFigures = (
  id: string,
  persona: string | null,
  signal: AbortSignal,
) => Promise<FiguresAnswer>;

/** Keeps the figures as they are now. Without them everything works, and nothing is measured. */
export function useFigures(desk: Desk, load: LoadFigures, persona: string | null): void {
  useEffect(() => {
    const { live, ui } = desk;
    // What is shown until the first answer may be of somebody else's journeys.
    let theirs = false;
    let last = "";
    const asking = openAsking({
      ask: (signal) => load(desk.id, persona, signal),
      answered: (answer, asked) => {
        const verdicts = since(ui.get().verdicts, asked);
        const said = JSON.stringify(answer);
        const known = theirs && said === last ? ui.get().figures : null;
        theirs = true;
        last = said;
        // The same figures are the same object: nothing is drawn anew.
        const figures = known ?? figuresOf(answer);
        ui.set({ figures, figuresAsked: asked, verdicts, nobody: null, asked: true });
      },
      failed: (error) => {
        const nobody = persona === null ? null : nobodyIn(error);
        const none = nobody !== null || !theirs;
        ui.set({ nobody, asked: true, ...(none ? { figures: null, verdicts: NO_VERDICTS } : {}) });
      },
      every: EVERY_MS,
    });
    let seen = live.snapshot();
    let away = live.standing().state === "offline";
    const stop = live.subscribe(() => {
      const now = live.snapshot();
      if (now !== seen) asking.changed();
      seen = now;
      const is = live.standing().state === "offline";
      // What was said meanwhile was not heard.
      if (away && !is) asking.again();
      away = is;
    });
    const deaf = live.onFigures(asking.again);
    return () => {
      deaf();
      stop();
      asking.stop();
    };
  }, [desk, load, persona]);
}

/** That no journey of the map is the persona's, where this is why there are no figures. */
function nobodyIn(error: unknown): ProblemBody | null {
  if (!(error instanceof TroubleError) || statusOf(error) !== 422) return null;
  return error.trouble.kind === "problem" ? error.trouble.problem : null;
}
