import { useSyncExternalStore } from "react";
import {
  Button,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  Separator,
  Toolbar,
} from "react-aria-components";
import { useText } from "../../i18n/provider";
import type { Command } from "../command/command";
import { canRun, COMMANDS, run } from "../commands";
import { useDesk, useMine } from "../desk";
import { isOn } from "../filter";
import { aria, shown } from "../keys";
import type { Detail } from "../ui_state";
import { People } from "./people";
import { SearchBox } from "./search_box";
import { StandingLine } from "./standing_line";
import { Timer } from "./timer";
import { Views } from "./views";

// The bar above the grid: undo, menus, level of detail, filter, search, who is here.

const DETAILS: readonly Detail[] = ["sketch", "standard", "full"];

/** Over the grid: what is done often, the view, and who else is here. */
export function Bar() {
  const t = useText();
  const search = useMine((ui) => ui.search);
  const filtered = useMine((ui) => isOn(ui.filter) || ui.lanes !== null);
  const startSearch = useRun("search");
  return (
    <div className="editor-bar">
      {/* One stop of Tab; arrows go from tool to tool. What is written in stands outside, where arrows move the caret. */}
      <Toolbar className="bar-tools" aria-label={t("edit-bar")}>
        <Act id="undo" sign="↶" />
        <Act id="redo" sign="↷" />
        <i className="bar-gap" />
        <Things label={t("edit-menu-insert")} group="insert" />
        <Things label={t("edit-menu-edit")} group="edit" />
        <Things label={t("edit-menu-move")} group="move" />
        <Things label={t("edit-menu-view")} group="view" more="talk" />
        <DetailChoice />
        <Views />
        <Button
          className={filtered ? "button small on" : "button small"}
          onPress={useRun("filter")}
        >
          {filtered ? t("edit-filter-on") : t("cmd-filter")}
        </Button>
        {search === null && (
          <Button className="button small" onPress={startSearch}>
            {t("cmd-search")}
          </Button>
        )}
      </Toolbar>
      {search !== null && <SearchBox />}
      <span className="bar-end">
        <Timer />
        <StandingLine />
        <People />
      </span>
    </div>
  );
}

function useRun(id: string): () => void {
  const desk = useDesk();
  return () => {
    run(desk, id);
  };
}

/** A command as a button with a sign. */
function Act({ id, sign }: { id: string; sign: string }) {
  const t = useText();
  const desk = useDesk();
  const command = COMMANDS.find((known) => known.id === id);
  const can = useSyncExternalStore(
    desk.live.subscribe,
    () => command !== undefined && canRun(desk, command),
  );
  if (command === undefined) return null;
  const [key = ""] = command.keys;
  return (
    <Button
      className="button small sign"
      aria-label={command.text(t)}
      aria-keyshortcuts={aria(key)}
      isDisabled={!can}
      onPress={() => {
        command.run(desk);
      }}
    >
      {sign}
    </Button>
  );
}

function Things(props: { label: string; group: Command["group"]; more?: Command["group"] }) {
  return (
    <MenuTrigger>
      <Button className="button small">{props.label} ▾</Button>
      <Popover className="popover" placement="bottom start">
        <ThingsMenu {...props} />
      </Popover>
    </MenuTrigger>
  );
}

function ThingsMenu({ label, group, more }: Parameters<typeof Things>[0]) {
  const t = useText();
  const desk = useDesk();
  const of = (group: Command["group"]) =>
    COMMANDS.filter((command) => command.group === group && canRun(desk, command));
  const items = (commands: readonly Command[]) =>
    commands.map((command) => (
      <MenuItem key={command.id} id={command.id} className="menu-item" textValue={command.text(t)}>
        <span>{command.text(t)}</span>
        {command.keys[0] !== undefined && <kbd>{shown(command.keys[0])}</kbd>}
      </MenuItem>
    ));
  return (
    <Menu
      className="menu"
      aria-label={label}
      onAction={(key) => {
        // After the menu has given the focus back.
        setTimeout(() => {
          run(desk, String(key));
        }, 60);
      }}
    >
      {items(of(group))}
      {more !== undefined && <Separator className="menu-line" />}
      {more !== undefined && items([...of(more), ...of("evidence")])}
    </Menu>
  );
}

function DetailChoice() {
  const t = useText();
  const desk = useDesk();
  const detail = useMine((ui) => ui.detail);
  return (
    <div className="segments" role="group" aria-label={t("edit-detail")}>
      {DETAILS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === detail}
          onClick={() => {
            run(desk, one);
          }}
        >
          {t(`cmd-${one}`)}
        </button>
      ))}
    </div>
  );
}
