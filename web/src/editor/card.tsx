import { memo } from "react";
import type { Rec } from "../doc/edit";
import { fieldOf } from "../doc/schema";
import { useText } from "../i18n/provider";
import { useCardName } from "./card_name";
import { useMine } from "./desk";
import { gradeOf } from "./evidence/figures";
import { InlineText } from "./inline_text";
import { proseOf, titleOf } from "./kinds";
import type { Lane } from "./lane/lane";
import type { Talk } from "./layout";
import { PresenceRing } from "./presence_ring";
import { TalkMarks } from "./talk_marks";
import { useSpot } from "./use_spot";

// A card in a cell: its words, its foot, who is at it.

interface Props {
  id: string;
  /** `null` while its first letter is awaited. */
  record: Rec | null;
  lane: Lane;
  kind: string;
  talk: Talk | null;
}

/** A card in a cell. */
export const Card = memo(function Card({ id, record, lane, kind: of, talk }: Props) {
  const t = useText();
  const { focused, selected, dimmed, writing } = useSpot(id);
  const label = useCardName(id, of, record, talk, selected);
  const backed = useMine((ui) => gradeOf(ui, id) !== "assumption");
  const full = useMine((ui) => ui.detail !== "sketch");
  const text = record === null ? "" : titleOf(record);
  const kind = t(`edit-kind-${of}`);
  const name = text === "" ? t("edit-unnamed") : text;
  const hollow = record === null || lane.hollow?.(record, backed) === true;
  const classes = ["card", lane.tone, hollow && "hollow", selected && "selected", dimmed && "dim"];
  const { Foot } = lane;
  return (
    <div
      className={classes.filter((one) => one !== false).join(" ")}
      role="group"
      data-spot={id}
      data-card={id}
      tabIndex={focused ? 0 : -1}
      aria-label={label}
    >
      {writing ? (
        <InlineText
          text={text}
          label={kind}
          hint={t("edit-write-here")}
          most={fieldOf(of, proseOf(of))?.most ?? 4000}
        />
      ) : (
        <p className={text === "" ? "card-text unnamed" : "card-text"} dir="auto">
          {name}
        </p>
      )}
      {full && record !== null && Foot !== undefined && <Foot record={record} />}
      {talk !== null && <TalkMarks talk={talk} />}
      <PresenceRing spot={id} />
    </div>
  );
});
