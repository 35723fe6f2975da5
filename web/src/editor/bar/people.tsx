import { useEffect, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import type { Present } from "../../doc/live_map";
import { useText } from "../../i18n/provider";
import "../../styles/people.css";
import { PEOPLE_ROOM } from "../../ui/top_bar";
import { initials, inkOn } from "../colours";
import { useDesk, type Desk } from "../desk";
import { goTo } from "../go_to";
import { cellSpot } from "../spots";
import { Mentioned } from "./mentioned";

// Who has the map open, as initials in their colours, and who named whoever sits here.

const SHOWN = 4;

/** Everybody who has the map open, in the first line of the page where that has room for them. */
export function People() {
  const [room, setRoom] = useState<HTMLElement | null>(null);
  useEffect(() => {
    setRoom(document.getElementById(PEOPLE_ROOM));
  }, []);
  const all = (
    <>
      <Mentioned />
      <Faces />
    </>
  );
  return room === null ? all : createPortal(all, room);
}

/** Each person once, however many tabs they have open: where they came last, or where they are at something. */
export function personsOf(people: readonly Present[]): Present[] {
  const all = new Map<string, Present>();
  for (const present of people) {
    const before = all.get(present.person.id);
    if (before === undefined || present.at.record !== undefined || before.at.record === undefined)
      all.set(present.person.id, present);
  }
  return [...all.values()];
}

/** Brings into sight where somebody is. */
function goToPerson(desk: Desk, { at }: Present): void {
  if (at.record === undefined) return;
  const lane = at.field?.startsWith("lane:") === true ? at.field.slice(5) : null;
  goTo(desk, lane === null ? at.record : cellSpot(lane, at.record), "taken");
}

/** A click goes to where somebody is. */
function Faces() {
  const t = useText();
  const desk = useDesk();
  const { live } = desk;
  const others = personsOf(useSyncExternalStore(live.subscribe, () => live.people()));
  // One more is shown rather than counted.
  const shown = others.length === SHOWN + 1 ? SHOWN + 1 : SHOWN;
  const rest = others.slice(shown);
  return (
    <ul className="people" aria-label={t("edit-people", { count: others.length + 1 })}>
      <li>
        <span
          className="avatar"
          style={{ background: live.me.colour, color: inkOn(live.me.colour) }}
          title={t("edit-you", { name: live.me.name })}
        >
          <span aria-hidden="true">{initials(live.me.name)}</span>
          <span className="unseen">{t("edit-you", { name: live.me.name })}</span>
        </span>
      </li>
      {others.slice(0, shown).map((present) => {
        const { id, name, colour } = present.person;
        return (
          <li key={id}>
            <button
              type="button"
              className="avatar"
              style={{ background: colour, color: inkOn(colour) }}
              title={name}
              onClick={() => {
                goToPerson(desk, present);
              }}
            >
              <span aria-hidden="true">{initials(name)}</span>
              <span className="unseen">{t("edit-go-to", { name })}</span>
            </button>
          </li>
        );
      })}
      {rest.length > 0 && (
        <li>
          <More people={rest} />
        </li>
      )}
    </ul>
  );
}

/** Those for whom there is no room, by name. */
function More({ people }: { people: readonly Present[] }) {
  const t = useText();
  const desk = useDesk();
  const label = t("edit-people-more", { count: people.length });
  return (
    <MenuTrigger>
      <Button className="avatar more-people">
        <span aria-hidden="true">+{people.length}</span>
        <span className="unseen">{label}</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={label}
          onAction={(key) => {
            const chosen = people.find(({ person }) => person.id === key);
            // After the menu has given the focus back.
            setTimeout(() => {
              if (chosen !== undefined) goToPerson(desk, chosen);
            }, 60);
          }}
        >
          {people.map(({ person: { id, name, colour } }) => (
            <MenuItem key={id} id={id} className="menu-item" textValue={name}>
              <span className="person-line">
                <i style={{ background: colour }} />
                {name}
              </span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
