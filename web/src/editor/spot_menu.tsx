import { useRef } from "react";
import { Menu, MenuItem, Popover, Separator, SubmenuTrigger } from "react-aria-components";
import { useText } from "../i18n/provider";
import type { Command } from "./command/command";
import { canRun, COMMANDS, run } from "./commands";
import { useDesk, useMine, type Desk } from "./desk";
import { elementAt } from "./go_to";
import { shown } from "./keys";
import type { Spot } from "./spots";

// The menu of what is selected: by the right button, or by Shift+F10 where the focus is. Its items are commands.

const PARTS: readonly (readonly string[])[] = [
  ["write", "add-after", "add-action"],
  ["cut", "copy", "paste", "duplicate", "delete"],
  ["events", "claim", "add-touchpoint", "add-channel", "comment", "vote", "details"],
  ["hide-lane"],
];
const TURN = "turn-";

/** Opens it for a place; what is selected there stays selected together. */
export function openMenuAt(desk: Desk, spot: Spot, x: number, y: number): void {
  if (!desk.ui.get().selected.has(spot)) desk.focus(spot);
  desk.ui.set({ menu: { x, y } });
}

export function SpotMenu() {
  const menu = useMine((ui) => ui.menu);
  return menu === null ? null : <Open x={menu.x} y={menu.y} />;
}

function Open({ x, y }: { x: number; y: number }) {
  const t = useText();
  const desk = useDesk();
  const anchor = useRef<HTMLSpanElement>(null);
  const close = () => {
    desk.ui.set({ menu: null });
    // The menu gives the focus back only to what has opened it.
    setTimeout(() => {
      if (document.activeElement === document.body) elementAt(desk.ui.get().focus)?.focus();
    });
  };
  const act = (id: string) => {
    close();
    // After the focus is back.
    setTimeout(() => {
      run(desk, id);
    }, 60);
  };
  const can = COMMANDS.filter((command) => canRun(desk, command));
  const turns = can.filter(({ id }) => id.startsWith(TURN));
  const parts = PARTS.map((ids) =>
    ids.flatMap((id) => can.find((command) => command.id === id) ?? []),
  ).filter((commands) => commands.length > 0);
  const item = (command: Command, text = command.text(t)) => (
    <MenuItem key={command.id} id={command.id} className="menu-item" textValue={text}>
      <span>{text}</span>
      {command.keys[0] !== undefined && <kbd>{shown(command.keys[0])}</kbd>}
    </MenuItem>
  );
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ left: x, top: y }} />
      <Popover
        className="popover"
        aria-label={t("cmd-menu")}
        triggerRef={anchor}
        placement="bottom start"
        isOpen
        onOpenChange={(open) => {
          if (!open) close();
        }}
      >
        <Menu
          className="menu"
          aria-label={t("cmd-menu")}
          autoFocus="first"
          onAction={(key) => {
            act(String(key));
          }}
        >
          {parts.flatMap((commands, i) => [
            i > 0 && <Separator key={`line ${i}`} className="menu-line" />,
            ...commands.map((command) => item(command)),
            commands.some(({ id }) => id === "copy") && turns.length > 0 && (
              <SubmenuTrigger key="turn">
                <MenuItem id="turn" className="menu-item" textValue={t("edit-menu-turn")}>
                  <span>{t("edit-menu-turn")}</span>
                  <span aria-hidden="true">▸</span>
                </MenuItem>
                <Popover className="popover">
                  <Menu
                    className="menu"
                    aria-label={t("edit-menu-turn")}
                    onAction={(key) => {
                      act(String(key));
                    }}
                  >
                    {turns.map((command) =>
                      item(command, t(`edit-kind-${command.id.slice(TURN.length)}`)),
                    )}
                  </Menu>
                </Popover>
              </SubmenuTrigger>
            ),
          ])}
        </Menu>
      </Popover>
    </>
  );
}
