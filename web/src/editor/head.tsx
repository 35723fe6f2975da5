import type { ReactNode } from "react";
import type { Rec } from "../doc/edit";
import { fieldOf } from "../doc/schema";
import { useText } from "../i18n/provider";
import { useMine } from "./desk";
import { InlineText } from "./inline_text";
import type { Talk } from "./layout";
import { PresenceRing } from "./presence_ring";
import { TalkMarks } from "./talk_marks";
import { useSpot } from "./use_spot";

// What the head of a stage and that of a step have in common.

interface Props {
  record: Rec;
  /** Its first column, and how many it spans. */
  column: number;
  columns: number;
  className: string;
  talk: Talk | null;
  children: ReactNode;
}

/** The head of a column, or of several: what is called so, what people say of it, where the next one is made, who is at it. */
export function Head({ record, column, columns, className, talk, children }: Props) {
  const { focused, selected, dimmed } = useSpot(record.id);
  const classes = [record.kind, className, selected && "selected", dimmed && "dim"];
  return (
    <div
      role="columnheader"
      className={classes.filter((one) => one !== false && one !== "").join(" ")}
      style={{ gridColumn: `${column + 2} / span ${columns}` }}
      aria-colindex={column + 2}
      aria-colspan={columns > 1 ? columns : undefined}
      // Said where it is so, as of cards: not of each that it is not.
      aria-selected={selected || undefined}
      data-spot={record.id}
      tabIndex={focused ? 0 : -1}
    >
      {children}
      {talk !== null && <TalkMarks talk={talk} />}
      <button
        className="column-add"
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        data-add-after={record.id}
      >
        +
      </button>
      <PresenceRing spot={record.id} />
    </div>
  );
}

/** A text of so many characters may not be seen whole. */
const LONG = 40;

/** One text of a stage or step: read, or being written. */
export function Line(props: { record: Rec; field: string; className: string; fallback: string }) {
  const { record, field, className, fallback } = props;
  const t = useText();
  const writing = useMine((ui) => ui.editing?.record === record.id && ui.editing.field === field);
  const text = record.text[field] ?? "";
  if (writing)
    return (
      <div className={className}>
        <InlineText
          text={text}
          label={t(`edit-field-${field}`)}
          hint={t(`edit-field-${field}`)}
          most={fieldOf(record.kind, field)?.most ?? 4000}
        />
      </div>
    );
  if (text === "" && fallback === "")
    return <p className={`${className} absent`} data-field={field} aria-hidden="true" />;
  return (
    <p
      className={text === "" ? `${className} unnamed` : className}
      data-field={field}
      dir="auto"
      title={text.length > LONG ? text : undefined}
    >
      {text === "" ? fallback : text}
    </p>
  );
}
