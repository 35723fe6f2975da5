import { memo } from "react";
import type { Rec } from "../doc/edit";
import { useText } from "../i18n/provider";
import { Card } from "./card";
import { useMine } from "./desk";
import type { Lane } from "./lane/lane";
import type { Layout } from "./layout";
import { PresenceRing } from "./presence_ring";
import { cellSpot } from "./spots";
import { usePresent, useSpot, withPerson } from "./use_spot";

// A cell of a lane of cards: the cards of a step, and where the next one is typed.

interface Props {
  lane: Lane;
  step: Rec;
  column: number;
  cards: readonly Rec[];
  talk: Layout["talk"];
}

/** Where a lane and a step cross. */
export const Cell = memo(function Cell({ lane, step, column, cards, talk }: Props) {
  const t = useText();
  const spot = cellSpot(lane.id, step.id);
  const { focused } = useSpot(spot);
  const present = usePresent(spot);
  const editing = useMine((ui) =>
    ui.editing?.draft?.lane === lane.id && ui.editing.draft.column === step.id ? ui.editing : null,
  );
  const draft = editing?.draft?.made === false ? editing : null;
  const empty = cards.length === 0 && draft === null;
  const list = cards.map((card) => (
    <Card
      key={card.id}
      id={card.id}
      record={card}
      kind={card.kind}
      lane={lane}
      talk={talk.get(card.id) ?? null}
    />
  ));
  if (draft?.draft != null)
    // The same key as the card will have: what is being written stays open when it becomes one.
    list.splice(
      draft.draft.index,
      0,
      <Card
        key={draft.record}
        id={draft.record}
        record={null}
        kind={draft.draft.kind}
        lane={lane}
        talk={null}
      />,
    );
  return (
    <div
      role="gridcell"
      className={empty ? "cell-box empty" : "cell-box"}
      style={{ gridColumn: column + 2 }}
      aria-colindex={column + 2}
      data-cell={spot}
      data-spot={empty ? spot : undefined}
      tabIndex={empty ? (focused ? 0 : -1) : undefined}
      aria-label={
        empty
          ? withPerson(t("edit-empty-cell", { lane: t(`edit-lane-${lane.id}`) }), present)
          : undefined
      }
    >
      {list}
      <button className="cell-add" type="button" tabIndex={-1} aria-hidden="true" data-add={spot}>
        +
      </button>
      {empty && <PresenceRing spot={spot} />}
    </div>
  );
}, sameCell);

function sameCell(a: Props, b: Props): boolean {
  if (a.lane !== b.lane || a.step.id !== b.step.id || a.column !== b.column) return false;
  if (a.cards !== b.cards) return false;
  return a.cards.every(({ id }) => a.talk.get(id) === b.talk.get(id));
}
