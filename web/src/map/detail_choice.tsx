import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useText } from "../i18n/provider";
import { useFolded } from "../ui/fold";

// How much of the map is shown, on the picture and in the editor.

const DETAILS = ["sketch", "standard", "full"] as const;

export type Detail = (typeof DETAILS)[number];

/** One button a level of detail; a menu where there is no room for three. */
export function DetailChoice(props: { detail: Detail; choose: (detail: Detail) => void }) {
  const { detail, choose } = props;
  const t = useText();
  const folded = useFolded("detail");
  if (folded)
    return (
      <MenuTrigger>
        <Button
          className="button small"
          data-fold
          aria-label={`${t("edit-detail")}: ${t(`cmd-${detail}`)}`}
        >
          {t(`cmd-${detail}`)} ▾
        </Button>
        <Popover className="popover" placement="bottom start">
          <Menu
            className="menu"
            aria-label={t("edit-detail")}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[detail]}
            onAction={(key) => {
              choose(key as Detail);
            }}
          >
            {DETAILS.map((one) => (
              <MenuItem key={one} id={one} className="menu-item">
                {t(`cmd-${one}`)}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    );
  return (
    <div className="segments" role="group" aria-label={t("edit-detail")}>
      {DETAILS.map((one) => (
        <Button
          key={one}
          aria-pressed={one === detail}
          onPress={() => {
            choose(one);
          }}
        >
          {t(`cmd-${one}`)}
        </Button>
      ))}
    </div>
  );
}
