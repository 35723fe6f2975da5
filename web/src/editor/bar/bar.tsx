import { Fragment, useSyncExternalStore } from "react";
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
import { DetailChoice } from "../../map/detail_choice";
import { ZoomButtons } from "../../map/zoom_buttons";
import { useFolded } from "../../ui/fold";
import type { Command } from "../command/command";
import { canRun, COMMANDS, run } from "../commands";
import { useDesk, useMine } from "../desk";
import { isOn } from "../filter";
import { aria, shown } from "../keys";
import { People } from "./people";
import { SearchBox } from "./search_box";
import { StandingLine } from "./standing_line";
import { Timer } from "./timer";
import { Views } from "./views";
import { fitMap, zoomTo } from "../zoom";

// The bar above the grid: undo, menus, level of detail, filter, search, who is here.

/** What folds in the line of views and tools, from first to last. */
export const LINE: readonly string[] = [
  "fit",
  "detail",
  "zoom",
  "seek",
  "work",
  "views",
  "menus",
  "state",
];

/** Over the grid: what is done often, the view, and who else is here. */
export function Bar() {
  const t = useText();
  const search = useMine((ui) => ui.search);
  const filtered = useMine((ui) => isOn(ui.filter) || ui.lanes !== null);
  const startSearch = useRun("search");
  const filter = useRun("filter");
  const seeks = !useFolded("seek");
  const menus = !useFolded("menus");
  const states = !useFolded("state");
  return (
    <div className="editor-bar">
      {/* One stop of Tab; arrows go from tool to tool. What is written in stands outside, where arrows move the caret. */}
      <Toolbar className="bar-tools" aria-label={t("edit-bar")}>
        <Act id="undo" sign="↶" />
        <Act id="redo" sign="↷" />
        <i className="bar-gap" />
        {menus ? (
          <>
            <Things label={t("edit-menu-insert")} groups={["insert"]} />
            <Things label={t("edit-menu-edit")} groups={["edit"]} />
            <Things label={t("edit-menu-move")} groups={["move"]} />
            <Things label={t("edit-menu-view")} groups={["view", "talk"]} />
          </>
        ) : (
          <Things
            label={t("edit-bar")}
            sign="☰"
            groups={["insert", "edit", "move", "view", "talk"]}
          />
        )}
        <Details />
        <Zoom />
        <Views />
        {(seeks || filtered) && (
          <Button className={filtered ? "button small on" : "button small"} onPress={filter}>
            {filtered ? t("edit-filter-on") : t("cmd-filter")}
          </Button>
        )}
        {seeks && search === null && (
          <Button className="button small" onPress={startSearch}>
            {t("cmd-search")}
          </Button>
        )}
      </Toolbar>
      {search !== null && <SearchBox />}
      <span className={states ? "bar-end" : "bar-end folded"} data-whole>
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

/** The commands of some groups as a menu; a sign in the place of its name where there is no room. */
function Things(props: { label: string; sign?: string; groups: readonly Command["group"][] }) {
  const { label, sign } = props;
  return (
    <MenuTrigger>
      <Button
        className="button small"
        data-fold
        {...(sign === undefined ? {} : { "aria-label": label })}
      >
        {sign ?? `${label} ▾`}
      </Button>
      <Popover className="popover" placement="bottom start">
        <ThingsMenu {...props} />
      </Popover>
    </MenuTrigger>
  );
}

function ThingsMenu({ label, groups }: Parameters<typeof Things>[0]) {
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
      {groups.map((group, i) => (
        <Fragment key={group}>
          {i > 0 && <Separator className="menu-line" />}
          {items(group === "talk" ? [...of(group), ...of("evidence")] : of(group))}
        </Fragment>
      ))}
    </Menu>
  );
}

function Details() {
  const desk = useDesk();
  const detail = useMine((ui) => ui.detail);
  return (
    <DetailChoice
      detail={detail}
      choose={(one) => {
        run(desk, one);
      }}
    />
  );
}

/** Where there is no room, the menu of views has the same. */
function Zoom() {
  const desk = useDesk();
  const zoom = useMine((ui) => ui.zoom);
  const folded = useFolded("zoom");
  const keyOf = (id: string) => aria(COMMANDS.find((one) => one.id === id)?.keys[0] ?? "");
  if (folded) return null;
  return (
    <ZoomButtons
      zoom={zoom}
      setZoom={(zoom) => {
        zoomTo(desk, zoom);
      }}
      fit={() => {
        fitMap(desk);
      }}
      keys={{ out: keyOf("zoom-out"), in: keyOf("zoom-in"), fit: keyOf("zoom-fit") }}
    />
  );
}
