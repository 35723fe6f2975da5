import { useEffect, useRef } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useReader, useText } from "../../i18n/provider";
import { useDesk } from "../desk";
import { numberOf, titleOf, wordOf } from "../kinds";
import { useEverybody } from "../panel/everybody";
import { aboutOf, goToComment, useMentions } from "../panel/mentioned";

// How many comments name whoever sits here, and the way to each.

const SHOWN = 30;

/** Nothing where nobody named them. */
export function Mentioned() {
  const t = useText();
  const desk = useDesk();
  const { all, unread } = useMentions();
  const count = unread.length;
  // Who comes back is told once; what comes later is told as it comes.
  const first = useRef(count);
  useEffect(() => {
    if (first.current > 0) desk.say(t("edit-mentions-unread", { count: first.current }));
    first.current = 0;
  }, [desk, t]);
  if (all.length === 0) return null;
  const label = t(count > 0 ? "edit-mentions-unread" : "edit-mentions-read", { count });
  return (
    <MenuTrigger>
      <Button className={count > 0 ? "button small mentioned new" : "button small mentioned"}>
        <span aria-hidden="true">@{count > 0 && ` ${count}`}</span>
        <span className="unseen">{label}</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <List label={label} />
      </Popover>
    </MenuTrigger>
  );
}

function List({ label }: { label: string }) {
  const t = useText();
  const desk = useDesk();
  const { format } = useReader();
  const { all, unread } = useMentions();
  const { people } = useEverybody();
  const { records } = desk.live.snapshot();
  const items = all.slice(0, SHOWN).map((comment) => {
    const who = people.find(({ id }) => id === wordOf(comment, "by"))?.name ?? t("edit-somebody");
    const about = desk.record(aboutOf(records, comment) ?? "");
    const name = titleOf(about ?? null) || t(`edit-kind-${about?.kind ?? "map"}`);
    const at = numberOf(comment, "at");
    const ago = at === null ? "" : format.ago(Math.max(0, (Date.now() - at) / 1000));
    return { comment, who, name, ago, isNew: unread.includes(comment) };
  });
  return (
    <Menu
      className="menu mention-menu"
      aria-label={label}
      onAction={(key) => {
        const chosen = all.find(({ id }) => id === key);
        // After the menu has given the focus back.
        setTimeout(() => {
          if (chosen !== undefined) goToComment(desk, chosen);
        }, 60);
      }}
    >
      {items.map(({ comment, who, name, ago, isNew }) => (
        <MenuItem
          key={comment.id}
          id={comment.id}
          className={isNew ? "menu-item new" : "menu-item"}
          textValue={`${isNew ? `${t("edit-mention-new")}: ` : ""}${who}: ${titleOf(comment)}`}
        >
          <span>
            <strong>{who}</strong> <span className="quiet">{`${name} · ${ago}`}</span>
            <br />
            <span className="mention-said">{titleOf(comment)}</span>
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}
