import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from "react-aria-components";
import { useText } from "../i18n/provider";
import { useExports } from "../map/export_menu";
import { askMap, type MapAct } from "../pages/map_asks";
import { useFolded } from "./fold";

/** What can be done with a map as a whole; presenting and exporting, too, where the line has no room for their buttons. */
export function MapMenu(props: { id: string; name: string; present?: string }) {
  const { id, name, present } = props;
  const t = useText();
  const folded = useFolded("actions");
  const exports = useExports(id);
  return (
    <MenuTrigger>
      <Button className="button map-menu" data-fold aria-label={t("maps-menu", { name })}>
        ⋯
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t("maps-menu", { name })}
          onAction={(act) => {
            if (ACTS.some((one) => one === act)) askMap({ act: act as MapAct, id, name });
          }}
        >
          {ACTS.map((act) => (
            <MenuItem key={act} id={act}>
              {t(`maps-${act}`)}
            </MenuItem>
          ))}
          {folded && <Separator className="menu-line" />}
          {folded && present !== undefined && (
            <MenuItem id="present" href={present}>
              {t("view-present")}
            </MenuItem>
          )}
          {folded &&
            exports.map(({ text, ...file }) => (
              <MenuItem key={file.href} id={file.href} {...file}>
                {`${t("export")}: ${text}`}
              </MenuItem>
            ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

const ACTS: readonly MapAct[] = ["rename", "copy", "remove"];
