import { useId, useRef, useState } from "react";
import { Button } from "react-aria-components";
import type { Person } from "../../doc/live_map";
import { useText } from "../../i18n/provider";
import { focusNext } from "../../ui/focus";
import { addComment } from "../acts/talk";
import { useDesk } from "../desk";
import { mentionsIn, offeredFor, strangerIn, unfinishedMention } from "./mentions";

/** Where a comment is written. After an @ names are offered: arrows choose one, Enter or Tab takes it, Escape leaves it. */
export function Writing(props: {
  record: string;
  people: readonly Person[];
  /** Nobody but these can be named. */
  areAll: boolean;
}) {
  const { record, people, areAll } = props;
  const t = useText();
  const desk = useDesk();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  /** The mention for which names were sent away. */
  const [left, setLeft] = useState<number | null>(null);
  const before = text.slice(0, caret);
  const begun = unfinishedMention(before);
  const from = begun === null ? -1 : before.length - begun.length;
  const offered = begun === null || left === from ? NOBODY : offeredFor(begun, people);
  const stranger = begun === null || left === from || !areAll ? null : strangerIn(begun, people);
  const active = Math.min(at, offered.length - 1);

  const take = (person: Person) => {
    const next = `${text.slice(0, from)}${person.name} ${text.slice(caret).trimStart()}`;
    const to = from + person.name.length + 1;
    setText(next);
    setCaret(to);
    setAt(0);
    focusNext(() => field.current);
    requestAnimationFrame(() => {
      field.current?.setSelectionRange(to, to);
    });
  };
  const send = () => {
    if (text.trim() === "") return;
    addComment(desk, record, text.trim(), mentionsIn(text, people));
    setText("");
    setCaret(0);
    setLeft(null);
    desk.say(t("edit-comment-sent"));
    field.current?.focus();
  };
  const onKey = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
      return;
    }
    const chosen = offered[active];
    if (chosen === undefined) return;
    switch (event.key) {
      case "ArrowDown":
        setAt((active + 1) % offered.length);
        break;
      case "ArrowUp":
        setAt((active + offered.length - 1) % offered.length);
        break;
      case "Enter":
      case "Tab":
        take(chosen);
        break;
      case "Escape":
        setLeft(from);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  return (
    <div className="form">
      <div className="field">
        <span>
          <label htmlFor={`${id}text`}>{t("edit-comment-write")}</label>
        </span>
        <textarea
          id={`${id}text`}
          ref={field}
          rows={3}
          value={text}
          maxLength={4000}
          role="combobox"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded={offered.length > 0}
          aria-controls={`${id}list`}
          aria-activedescendant={offered.length > 0 ? `${id}${active}` : undefined}
          onChange={({ target }) => {
            setText(target.value);
            setCaret(target.selectionEnd);
            setAt(0);
            if (left !== null && target.selectionEnd < left) setLeft(null);
          }}
          onSelect={({ currentTarget }) => {
            setCaret(currentTarget.selectionEnd);
          }}
          onKeyDown={onKey}
        />
      </div>
      <ul
        id={`${id}list`}
        className="listbox mention-list"
        role="listbox"
        aria-label={t("edit-mention")}
        hidden={offered.length === 0}
      >
        {offered.map((person, i) => (
          <li
            key={person.id}
            id={`${id}${i}`}
            role="option"
            aria-selected={i === active}
            // Of many only some are in sight.
            ref={i === active ? intoSight : undefined}
            className="option"
            // The text field keeps the focus, so that nothing typed is lost.
            onPointerDown={(event) => {
              event.preventDefault();
              take(person);
            }}
          >
            @{person.name}
          </li>
        ))}
      </ul>
      <p role="status" className="quiet">
        {stranger !== null && t("edit-mention-nobody", { name: stranger })}
      </p>
      <Button className="button primary" onPress={send} isDisabled={text.trim() === ""}>
        {t("edit-comment-send")}
      </Button>
    </div>
  );
}

const NOBODY: readonly Person[] = [];

function intoSight(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: "nearest" });
}
