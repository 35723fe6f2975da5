import { useEffect } from "react";
import { Button } from "react-aria-components";
import type { Rec } from "../../doc/edit";
import type { Person, Snapshot } from "../../doc/live_map";
import { useReader, useText } from "../../i18n/provider";
import { focusNext } from "../../ui/focus";
import { removeComment, setResolved } from "../acts/talk";
import { useDesk, useLayout, useMine } from "../desk";
import { numberOf, titleOf, wordOf } from "../kinds";
import { childrenOf } from "../new_record";
import { useEverybody } from "./everybody";
import { isOpen } from "./mentioned";
import { partsOf } from "./mentions";
import { markRead, namesMe } from "./read_marks";
import { Writing } from "./writing";

/** What people say to each other about what is focused. */
export function CommentsPanel() {
  const t = useText();
  const desk = useDesk();
  const layout = useLayout();
  const focus = useMine((ui) => ui.focus);
  const { people, areAll } = useEverybody();
  const record = layout.alive.get(focus ?? "") ?? layout.map;
  const snapshot = desk.live.snapshot();
  const comments = saidOf(snapshot, record.id);
  const open = comments.filter((comment) => isOpen(snapshot.records, comment));
  const done = comments.filter((comment) => !isOpen(snapshot.records, comment));
  return (
    <>
      <p className="quiet">
        {t(`edit-kind-${record.kind}`)}
        {titleOf(record) !== "" && ` · ${titleOf(record)}`}
      </p>
      <ol className="thread" aria-label={t("cmd-comment")}>
        {open.map((comment) => (
          <Comment key={comment.id} comment={comment} people={people} />
        ))}
      </ol>
      {open.length === 0 && <p className="quiet">{t("edit-no-comments")}</p>}
      <Writing key={record.id} record={record.id} people={people} areAll={areAll} />
      {done.length > 0 && (
        <details className="more">
          <summary>{t("edit-resolved", { count: done.length })}</summary>
          <ol className="thread">
            {done.map((comment) => (
              <Comment key={comment.id} comment={comment} people={people} />
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

/** What was said of a record in the order of time, each comment with its answers after it. */
function saidOf(snapshot: Snapshot, id: string): readonly Rec[] {
  return childrenOf(snapshot, id, "comment")
    .toSorted((a, b) => (numberOf(a, "at") ?? 0) - (numberOf(b, "at") ?? 0))
    .flatMap((comment) => [comment, ...saidOf(snapshot, comment.id)]);
}

/** What is on the screen and in a tab that is looked at was read. */
function useRead(comment: Rec): void {
  const desk = useDesk();
  const { id } = comment;
  const matters = namesMe(comment, desk.live.me.id);
  useEffect(() => {
    if (!matters) return;
    const look = () => {
      if (document.visibilityState === "visible") markRead(desk.id, desk.live.me.id, [id]);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
    };
  }, [desk, id, matters]);
}

function Comment({ comment, people }: { comment: Rec; people: readonly Person[] }) {
  const t = useText();
  const { language } = useReader();
  const desk = useDesk();
  const by = people.find(({ id }) => id === wordOf(comment, "by"));
  const at = numberOf(comment, "at");
  const resolved = comment.values.resolved === true;
  const mine = wordOf(comment, "by") === desk.live.me.id;
  useRead(comment);
  return (
    <li className="comment">
      <p className="comment-head">
        <strong style={by === undefined ? {} : { borderColor: by.colour }}>
          {by?.name ?? t("edit-somebody")}
        </strong>
        {at !== null && (
          <time dateTime={new Date(at).toISOString()} className="quiet">
            {new Date(at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" })}
          </time>
        )}
      </p>
      <p className="comment-text" dir="auto">
        {partsOf(titleOf(comment), people).map(({ text, person }, i) =>
          person === null ? (
            text
          ) : (
            <mark key={i} className={person.id === desk.live.me.id ? "mention me" : "mention"}>
              {text}
            </mark>
          ),
        )}
      </p>
      <Button
        className="button small"
        onPress={() => {
          setResolved(desk, comment.id, !resolved);
        }}
      >
        {resolved ? t("edit-reopen") : t("edit-resolve")}
      </Button>
      {mine && (
        <Button
          className="button small"
          onPress={({ target }) => {
            const panel = target.closest<HTMLElement>("aside");
            removeComment(desk, comment.id);
            focusNext(() => panel?.querySelector<HTMLElement>("textarea") ?? panel);
          }}
        >
          {t("edit-comment-delete")}
        </Button>
      )}
    </li>
  );
}
