import { useEffect, useRef } from "react";
import { useText } from "../../i18n/provider";
import { useDesk, useMine } from "../desk";
import { elementAt, goTo } from "../go_to";

// The search of a map: what is found, how much, and the way from one to the next.

const CALM_MS = 600;

/** Searches the map: what does not match is dimmed, Enter goes from one to the next. */
export function SearchBox() {
  const t = useText();
  const desk = useDesk();
  const search = useMine((ui) => ui.search) ?? "";
  const dimmed = useMine((ui) => ui.dimmed);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, []);
  const found =
    search.trim() === ""
      ? []
      : [...new Set(desk.rows().flatMap(({ cells }) => cells.flat()))].filter((spot) => {
          const record = desk.layout().alive.get(spot);
          return (
            record !== undefined &&
            (record.kind === "step" || desk.layout().stepOf.has(spot)) &&
            !dimmed.has(spot)
          );
        });
  const said = t("edit-found", { count: found.length });
  const asks = search.trim() !== "";
  // Told once nothing more is typed: a count for every letter would only disturb.
  useEffect(() => {
    if (!asks) return;
    const wait = setTimeout(() => {
      desk.say(said);
    }, CALM_MS);
    return () => {
      clearTimeout(wait);
    };
  }, [desk, asks, said]);
  const go = (by: 1 | -1) => {
    const at = found.indexOf(desk.ui.get().focus ?? "");
    const next = found[(at + by + found.length) % found.length];
    if (next !== undefined) goTo(desk, next, "shown");
  };
  const close = () => {
    desk.ui.set({ search: null });
    elementAt(desk.ui.get().focus)?.focus();
  };
  return (
    <span className="search-box" role="search">
      <input
        ref={box}
        type="search"
        value={search}
        aria-label={t("cmd-search")}
        placeholder={t("cmd-search")}
        onChange={(event) => {
          desk.ui.set({ search: event.target.value });
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
          else if (event.key === "Escape") close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <output aria-live="off">{asks && said}</output>
    </span>
  );
}
