import { useEffect, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { useText } from "../../i18n/provider";
import { PEOPLE_ROOM } from "../../ui/top_bar";
import { initials, inkOn } from "../colours";
import { useDesk } from "../desk";
import { goTo } from "../go_to";
import { cellSpot } from "../spots";

// Who has the map open, as initials in their colours.

const SHOWN = 5;

/** Everybody who has the map open, in the first line of the page where that has room for them. */
export function People() {
  const [room, setRoom] = useState<HTMLElement | null>(null);
  useEffect(() => {
    setRoom(document.getElementById(PEOPLE_ROOM));
  }, []);
  return room === null ? <Faces /> : createPortal(<Faces />, room);
}

/** A click goes to where somebody is. */
function Faces() {
  const t = useText();
  const desk = useDesk();
  const { live } = desk;
  const others = useSyncExternalStore(live.subscribe, () => live.people());
  const more = others.length - SHOWN;
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
      {others.slice(0, SHOWN).map(({ connection, person, at }) => (
        <li key={connection}>
          <button
            type="button"
            className="avatar"
            style={{ background: person.colour, color: inkOn(person.colour) }}
            title={person.name}
            onClick={() => {
              if (at.record === undefined) return;
              const lane = at.field?.startsWith("lane:") === true ? at.field.slice(5) : null;
              goTo(desk, lane === null ? at.record : cellSpot(lane, at.record), "taken");
            }}
          >
            {initials(person.name)}
            <span className="unseen"> {t("edit-go-to", { name: person.name })}</span>
          </button>
        </li>
      ))}
      {more > 0 && <li className="quiet">+{more}</li>}
    </ul>
  );
}
