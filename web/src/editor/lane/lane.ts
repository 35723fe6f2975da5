import type { ComponentType } from "react";
import type { Rec } from "../../doc/edit";
import type { Detail } from "../ui_state";

// The shape of a lane. To add one with a look of its own, copy a neighbour and add its line to `lanes.ts`; any other kind of card gets a plain one by itself.

/** The lines of a service blueprint (Shostack 1984; Bitner, Ostrom and Morgan 2008), drawn above a lane. */
export type Edge = "interaction" | "visibility" | "internal";

export interface Lane {
  id: string;
  /** Kind of the cards in its cells; `null` where it shows what the step itself says. */
  kind: string | null;
  /** Class that gives its cards their colours. */
  tone: string;
  /** How much must be shown for it to be there. */
  from: Detail;
  edge?: Edge;
  /** Drawn over all columns, in place of cells. */
  Spread?: ComponentType<{ width: number }>;
  /** What stands in the cell of a step, where those are no cards. */
  Cell?: ComponentType<{ step: Rec }>;
  /** The line under the words of a card. */
  Foot?: ComponentType<{ record: Rec }>;
  /** Class of a card that nothing backs, or nothing is done about yet. */
  hollow?: (record: Rec, backed: boolean) => boolean;
}

/** A lane of plain cards. */
export function cardLane(kind: string, more: Partial<Lane> = {}): Lane {
  return { id: kind, kind, tone: "simple", from: "standard", ...more };
}
