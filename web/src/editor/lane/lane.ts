import type { ComponentType } from "react";
import type { Rec } from "../../doc/edit";
import type { Desk } from "../desk";
import type { Figures } from "../evidence/figures";
import type { Layout } from "../layout";
import type { Detail } from "../ui_state";

// The shape of a lane. To add one with a look of its own, copy a neighbour and add its line to `lanes.ts`; any other kind of card gets a plain one by itself.

/** The lines of a service blueprint (Shostack 1984; Bitner, Ostrom and Morgan 2008), drawn above a lane. */
export type Edge = "interaction" | "visibility" | "internal";

/** A picture over the columns `from` … `to` (excluded) of a lane, each `width` wide. */
export interface Spread {
  width: number;
  from: number;
  to: number;
}

export interface Lane {
  id: string;
  /** Kind of the cards in its cells; `null` where it shows what the step itself says. */
  kind: string | null;
  /** Class that gives its cards their colours. */
  tone: string;
  /** How much must be shown for it to be there. */
  from: Detail;
  edge?: Edge;
  /** Drawn over all columns, behind the cells; of a wide map only from one column to another. */
  Spread?: ComponentType<Spread>;
  /** What its lines stand for, beside its name. */
  Scale?: ComponentType;
  /** How high its row is, where its cells are no cards: needed where only those in sight are drawn. `room` is the width for words. */
  height?: (figures: Figures | null, room: number, layout: Layout) => number;
  /** What stands in the cell of a step, where those are no cards. */
  Cell?: ComponentType<{ step: Rec }>;
  /** Opens the cell of a step, where those are no cards; with `typed`, a letter does so too. */
  open?: (desk: Desk, step: string) => void;
  typed?: boolean;
  /** A sign pressed on the cell of a step that means something there. */
  key?: (desk: Desk, step: string, sign: string) => boolean;
  /** The line under the words of a card. */
  Foot?: ComponentType<{ record: Rec }>;
  /** Class of a card that nothing backs, or nothing is done about yet. */
  hollow?: (record: Rec, backed: boolean) => boolean;
}

/** A lane of plain cards. */
export function cardLane(kind: string, more: Partial<Lane> = {}): Lane {
  return { id: kind, kind, tone: "simple", from: "standard", ...more };
}
