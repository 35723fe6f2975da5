import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { files } from "../api/client";
import { useReader, useText } from "../i18n/provider";
import { usePersona } from "../pages/personas/whose";
import { useTheme } from "../ui/use_theme";
import { useDetailNow } from "./detail_now";

// The menu of files that a map can be saved as, as it is on the screen.

interface File {
  href: string;
  text: string;
  /** The name under which it is saved, where the server tells none. */
  download?: string;
}

/** The map as files; as it was in a version where one is named. */
export function useExports(id: string, version: string | null = null): File[] {
  const t = useText();
  const persona = usePersona();
  const detail = useDetailNow(id);
  const theme = useTheme();
  const { language } = useReader();
  // As it is on the screen: whose journeys, how much of the map, in which colours and words.
  const then: Record<string, string> = version === null ? {} : { version };
  const whose = persona === null ? then : { ...then, persona };
  const level = detail === "standard" ? whose : { ...whose, detail };
  const said = language === "en" ? level : { ...level, lang: language };
  const seen = theme === "dark" ? { ...said, theme } : said;
  const paper = (size: string) => ({ ...said, paper: size, theme: "print" });
  return [
    { href: files.map(id, "map.svg", seen), text: t("export-svg") },
    { href: files.map(id, "map.png", seen), text: t("export-png") },
    { href: files.map(id, "map.pdf", seen), text: t("export-pdf") },
    { href: files.map(id, "map.pdf", paper("a4")), text: t("export-pdf-a4") },
    { href: files.map(id, "map.pdf", paper("a3")), text: t("export-pdf-a3") },
    { href: files.map(id, "map.html", seen), text: t("export-html") },
    { href: files.map(id, "map.journey.yaml", then), text: t("export-yaml") },
    { href: files.json(id, whose), text: t("export-json"), download: `${id}.json` },
  ];
}

/** What the files are of, where that is not the whole map in its usual form. */
function Narrowed({ id }: { id: string }) {
  const t = useText();
  const persona = usePersona();
  const detail = useDetailNow(id);
  const of = [
    persona === null ? "" : t("tag-persona", { name: persona }),
    detail === "standard" ? "" : t(`cmd-${detail}`),
  ].filter((part) => part !== "");
  if (of.length === 0) return null;
  return <p className="quiet export-of">{t("export-of", { what: of.join(" · ") })}</p>;
}

/** The map as files, in a menu; as it was in a version where one is named. */
export function ExportMenu({ id, version = null }: { id: string; version?: string | null }) {
  const t = useText();
  const exports = useExports(id, version);
  return (
    <MenuTrigger>
      <Button className="button primary">{t("export")}</Button>
      <Popover className="popover" placement="bottom end">
        <Narrowed id={id} />
        <Menu className="menu" aria-label={t("export")}>
          {exports.map(({ text, ...file }) => (
            <MenuItem key={file.href} {...file}>
              {text}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
