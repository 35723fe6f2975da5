import { useState } from "react";
import { Button } from "react-aria-components";
import { getAllMaps } from "../../api/all_maps";
import { getShelves, type ShelfEntry } from "../../api/parts";
import { useRemote } from "../../api/use_remote";
import { useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import "../../styles/form.css";
import "../../styles/personas.css";
import "../../styles/portfolio.css";
import "../../styles/start.css";
import { plainName } from "../compare/align";
import { Loading, TroubleNotice } from "../trouble";
import { foundOnMaps } from "./found";
import { RenameDialog } from "./rename_dialog";
import type { Sort } from "./shelf";

// Touchpoints and channels of all maps: where each is used, and one name for several everywhere at once.

const SORTS: readonly Sort[] = ["channel", "touchpoint"];

/** The libraries of all maps. */
export function AllShelvesPage() {
  const t = useText();
  const [shelves, again] = useRemote(getShelves);
  const [words, setWords] = useState("");
  if (shelves.state === "loading") return <Loading text={t("loading")} />;
  if (shelves.state === "failed")
    return <TroubleNotice whole trouble={shelves.trouble} again={again} />;
  const { channels, touchpoints } = shelves.value;
  return (
    <article className="library sheet">
      <h1>{t("shelves-title")}</h1>
      <p className="lead">{t("shelves-help")}</p>
      <label className="asking">
        <span className="asked">{t("shelves-search")}</span>
        <input
          type="search"
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
          }}
        />
      </label>
      {SORTS.map((sort) => (
        <Shelf
          key={sort}
          sort={sort}
          entries={sort === "channel" ? channels : touchpoints}
          words={plainName(words)}
          again={again}
        />
      ))}
      <FoundOnMaps written={channels} words={plainName(words)} />
    </article>
  );
}

function Shelf(props: {
  sort: Sort;
  entries: readonly ShelfEntry[];
  words: string;
  again: () => void;
}) {
  const t = useText();
  const { sort, entries, words, again } = props;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [renaming, setRenaming] = useState<readonly string[] | null>(null);
  const shown = entries.filter(({ name }) => plainName(name).includes(words));
  return (
    <section aria-labelledby={`shelves-${sort}`}>
      <div className="page-head">
        <h2 id={`shelves-${sort}`}>{t(`library-${sort}s`)}</h2>
        {chosen.length > 0 && (
          <Button
            className="button primary"
            onPress={() => {
              setRenaming(chosen);
            }}
          >
            {t("shelves-to", { names: chosen.join(", ") })}
          </Button>
        )}
      </div>
      {entries.length === 0 && <p className="quiet">{t("shelves-none")}</p>}
      <ul className="shelf touchpoints">
        {shown.map((entry) => (
          <Line
            key={entry.name}
            entry={entry}
            alike={alike(entries, entry)}
            chosen={chosen.includes(entry.name)}
            choose={(is) => {
              setChosen(
                is ? [...chosen, entry.name] : chosen.filter((name) => name !== entry.name),
              );
            }}
            rename={() => {
              setRenaming([entry.name]);
            }}
          />
        ))}
      </ul>
      {renaming !== null && (
        <RenameDialog
          named={sort}
          from={renaming}
          close={(changed) => {
            setRenaming(null);
            if (!changed) return;
            setChosen([]);
            again();
          }}
        />
      )}
    </section>
  );
}

/** Channels that the events of steps name and nobody wrote: of all maps, with where they are. */
function FoundOnMaps({ written, words }: { written: readonly ShelfEntry[]; words: string }) {
  const t = useText();
  const [maps] = useRemote(getAllMaps);
  if (maps.state !== "ready") return null;
  const found = foundOnMaps(maps.value, written).filter(({ name }) =>
    plainName(name).includes(words),
  );
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="shelves-found">
      <h2 id="shelves-found">{t("library-found")}</h2>
      <p className="quiet">{t("library-found-help")}</p>
      <ul className="shelf touchpoints">
        {found.map(({ name, maps }) => (
          <li key={name}>
            <strong>{name}</strong>
            <span className="uses">
              <b>{t("shelves-maps", { count: maps.length })}</b>{" "}
              {maps.map(({ line, steps }, i) => (
                <span key={line.id}>
                  {i > 0 && "; "}
                  <a href={hrefOf({ page: "map", id: line.id, view: "library", key: null })}>
                    {line.name}
                  </a>
                  : {steps.map((step) => step.name).join(", ")}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Other entries that are called the same but for case, accents and signs. */
function alike(entries: readonly ShelfEntry[], entry: ShelfEntry): string[] {
  const plain = plainName(entry.name);
  return entries
    .filter((other) => other !== entry && plainName(other.name) === plain)
    .map(({ name }) => name);
}

function Line(props: {
  entry: ShelfEntry;
  alike: readonly string[];
  chosen: boolean;
  choose: (is: boolean) => void;
  rename: () => void;
}) {
  const t = useText();
  const { entry, alike, chosen, choose, rename } = props;
  const { name, maps } = entry;
  return (
    <li>
      <label className="check">
        <input
          type="checkbox"
          checked={chosen}
          aria-label={t("shelves-choose", { name })}
          onChange={(event) => {
            choose(event.target.checked);
          }}
        />
        <strong>{name}</strong>
      </label>
      <span className="uses">
        <b>{t("shelves-maps", { count: maps.length })}</b>{" "}
        {maps.map(({ map, name, steps }, i) => (
          <span key={map}>
            {i > 0 && "; "}
            <a href={hrefOf({ page: "map", id: map, view: "edit", key: null })}>{name}</a>:{" "}
            {steps.length === 0 ? t("shelves-unused") : steps.join(", ")}
          </span>
        ))}
        {alike.length > 0 && (
          <em> · {t("shelves-alike", { names: alike.map((one) => `“${one}”`).join(", ") })}</em>
        )}
      </span>
      <Button
        className="button small"
        aria-label={t("shelves-to", { names: name })}
        onPress={rename}
      >
        {t("shelves-all-maps")}
      </Button>
    </li>
  );
}
