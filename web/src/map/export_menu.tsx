import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { files } from "../api/client";
import { useText } from "../i18n/provider";

/** The map as files. */
export function ExportMenu({ id }: { id: string }) {
  const t = useText();
  return (
    <MenuTrigger>
      <Button className="button primary">{t("export")}</Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={t("export")}>
          <MenuItem href={files.map(id, "map.svg")}>{t("export-svg")}</MenuItem>
          <MenuItem href={files.map(id, "map.png")}>{t("export-png")}</MenuItem>
          <MenuItem href={files.map(id, "map.pdf")}>{t("export-pdf")}</MenuItem>
          <MenuItem href={files.map(id, "map.pdf", { paper: "a4", theme: "print" })}>
            {t("export-pdf-a4")}
          </MenuItem>
          <MenuItem href={files.map(id, "map.pdf", { paper: "a3", theme: "print" })}>
            {t("export-pdf-a3")}
          </MenuItem>
          <MenuItem href={files.map(id, "map.html")}>{t("export-html")}</MenuItem>
          <MenuItem href={files.map(id, "map.journey.yaml")}>{t("export-yaml")}</MenuItem>
          <MenuItem href={files.json(id)} download={`${id}.json`}>
            {t("export-json")}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
