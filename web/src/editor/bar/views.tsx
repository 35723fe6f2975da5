import { useEffect } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from "react-aria-components";
import { useText } from "../../i18n/provider";
import { useRoute } from "../../route";
import { run } from "../commands";
import { useDesk, usePart } from "../desk";
import { titleOf } from "../kinds";
import { showView } from "../saved_view";

/** Views that were saved under a name; the one that the address names is shown when the map is opened. */
export function Views() {
  const t = useText();
  const desk = useDesk();
  const views = usePart((layout) => layout.views);
  const route = useRoute();
  const saved = route.page === "map" ? (route.saved ?? null) : null;
  useEffect(() => {
    if (saved === null) return;
    const view = desk.layout().views.find(({ id }) => id === saved);
    if (view !== undefined) showView(desk, view);
    else desk.ui.set({ toast: { text: desk.t("saved-gone"), undo: false } });
  }, [desk, saved]);
  if (views.length === 0) return null;
  return (
    <MenuTrigger>
      <Button className="button small">{t("edit-views")} ▾</Button>
      <Popover className="popover" placement="bottom start">
        <Menu
          className="menu"
          aria-label={t("edit-views")}
          onAction={(key) => {
            const view = views.find(({ id }) => id === key);
            if (view === undefined) {
              // After the menu has given the focus back.
              setTimeout(() => {
                run(desk, "save-view");
              }, 60);
              return;
            }
            showView(desk, view);
            desk.say(t("saved-shown", { name: titleOf(view) }));
          }}
        >
          {views.map((view) => (
            <MenuItem key={view.id} id={view.id} className="menu-item">
              {titleOf(view) || t("edit-unnamed")}
            </MenuItem>
          ))}
          <Separator className="menu-line" />
          <MenuItem id="manage" className="menu-item">
            {t("saved-manage")}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
