import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useText } from "../i18n/provider";
import { askMap, type MapAct } from "../pages/map_asks";

/** What can be done with a map as a whole. */
export function MapMenu({ id, name }: { id: string; name: string }) {
  const t = useText();
  return (
    <MenuTrigger>
      <Button className="button map-menu" aria-label={t("maps-menu", { name })}>
        ⋯
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t("maps-menu", { name })}
          onAction={(act) => {
            askMap({ act: act as MapAct, id, name });
          }}
        >
          {ACTS.map((act) => (
            <MenuItem key={act} id={act}>
              {t(`maps-${act}`)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

const ACTS: readonly MapAct[] = ["rename", "copy", "remove"];
