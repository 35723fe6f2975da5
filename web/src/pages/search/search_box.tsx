import { useEffect, useMemo, useRef, useState } from "react";
import { ComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { getAllMaps } from "../../api/all_maps";
import { type Text, useText } from "../../i18n/provider";
import { go } from "../../route";
import "../../styles/portfolio.css";
import { find, marked, partsOf, type Part } from "./find";

// Search across all maps, in the first line of every page.

const MOST = 30;

type State = { state: "asleep" } | { state: "loading" } | { state: "ready"; parts: Part[] };

/** Finds a stage, step or card by its words and opens its map there; `/` comes here from anywhere. */
export function SearchBox() {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState("");
  const [maps, setMaps] = useState<State>({ state: "asleep" });
  useSlash(input);
  const all = useMemo(() => (maps.state === "ready" ? find(maps.parts, words) : []), [maps, words]);
  const found = useMemo(() => all.slice(0, MOST).map((part, id) => ({ ...part, id })), [all]);
  const wake = () => {
    if (maps.state === "loading") return;
    if (maps.state === "asleep") setMaps({ state: "loading" });
    getAllMaps().then(
      (all) => {
        setMaps({ state: "ready", parts: partsOf(all) });
      },
      () => {
        setMaps({ state: "asleep" });
      },
    );
  };
  return (
    <ComboBox
      className="search"
      aria-label={t("search-label")}
      items={found}
      inputValue={words}
      onInputChange={setWords}
      value={null}
      onChange={(id) => {
        const part = found.find((part) => part.id === id);
        if (part === undefined) return;
        setWords("");
        go({ page: "map", id: part.map, view: "map", key: part.key });
        input.current?.blur();
      }}
      onFocus={wake}
      allowsCustomValue
      allowsEmptyCollection={words.trim() !== ""}
      defaultFilter={() => true}
      menuTrigger="input"
    >
      <Input ref={input} placeholder={t("search-placeholder")} />
      <kbd aria-hidden="true">/</kbd>
      <Popover className="popover" placement="bottom end">
        {all.length > 0 && (
          <p className="search-count" aria-hidden="true">
            {t(found.length < all.length ? "search-found-more" : "search-found", {
              count: all.length,
              shown: found.length,
            })}
          </p>
        )}
        <ListBox<Part & { id: number }>
          className="search-list"
          renderEmptyState={() => (
            <p className="search-empty">
              {maps.state === "ready" ? t("search-none") : t("loading")}
            </p>
          )}
        >
          {(part) => {
            const place = [called(part.kind, t), part.where, part.mapName]
              .filter(Boolean)
              .join(" · ");
            // A name in one piece: what is marked is not read letter by letter.
            return (
              <ListBoxItem id={part.id} textValue={part.text} aria-label={`${part.text}, ${place}`}>
                {marked(part.text, words).map(({ words, is }, i) =>
                  is ? <mark key={i}>{words}</mark> : <span key={i}>{words}</span>,
                )}{" "}
                <small>{place}</small>
              </ListBoxItem>
            );
          }}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** `/` focuses the search, unless somebody writes or something else took the key. */
function useSlash(input: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.defaultPrevented) return;
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest("input, textarea, select, [contenteditable]") != null) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener("keydown", pressed);
    return () => {
      removeEventListener("keydown", pressed);
    };
  }, [input]);
}

/** What a customer said lies in a lane, but is no card of the map. */
function called(kind: string, t: Text): string {
  return kind === "voice" ? t("edit-lane-voice") : t(`edit-kind-${kind}`);
}
