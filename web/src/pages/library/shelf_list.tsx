import { useState } from "react";
import { Button } from "react-aria-components";
import type { Edit } from "../../doc/edit";
import { fieldOf } from "../../doc/schema";
import { useText } from "../../i18n/provider";
import "../../styles/personas.css";
import { merging, renaming, type Entry, type Sort } from "./shelf";

// The touchpoints or channels of a map, with the steps that use each.

const MOST = 6;
const SORTS = fieldOf("channel", "sort")?.values ?? [];

/** The entries of one sort, each with its name to be written over. */
export function ShelfList(props: {
  sort: Sort;
  entries: readonly Entry[];
  change: (edits: Edit[], why: string) => void;
}) {
  const { sort, entries, change } = props;
  return (
    <ul className={`shelf ${sort}s`}>
      {entries.map((entry) => (
        <Line key={entry.record.id} entry={entry} sort={sort} change={change} />
      ))}
    </ul>
  );
}

function Line(props: { entry: Entry; sort: Sort; change: (edits: Edit[], why: string) => void }) {
  const t = useText();
  const { entry, sort, change } = props;
  const { record, name, steps, same } = entry;
  const kind = record.values.sort;
  return (
    <li>
      <Name
        key={name}
        entry={entry}
        rename={(edits) => {
          change(edits, "why-rename");
        }}
      />
      {sort === "channel" && (
        <select
          aria-label={t("library-sort-of", { name })}
          value={typeof kind === "string" ? kind : ""}
          onChange={(event) => {
            const value = event.target.value === "" ? null : event.target.value;
            change([{ edit: "set", id: record.id, field: "sort", value }], "why-sort");
          }}
        >
          <option value="">{t("library-no-sort")}</option>
          {SORTS.map((one) => (
            <option key={one} value={one}>
              {t(`edit-value-${one}`)}
            </option>
          ))}
        </select>
      )}
      <span className="uses">
        <b>{t("library-uses", { count: steps.length })}</b>{" "}
        {steps
          .slice(0, MOST)
          .map((step) => step.text.name ?? t("edit-step-unnamed"))
          .join(", ")}
        {steps.length > MOST && ` ${t("pages-more", { count: steps.length - MOST })}`}
      </span>
      {steps.length === 0 ? (
        <Button
          className="button small"
          aria-label={t("library-remove-one", { name })}
          onPress={() => {
            change([{ edit: "remove", id: record.id }], "why-remove");
          }}
        >
          {t("library-remove")}
        </Button>
      ) : (
        <span />
      )}
      {same !== null && (
        <p className="double">
          {t("library-double", { name: same.name })}
          <Button
            className="button small"
            onPress={() => {
              change(merging(same, entry, sort), "why-merge");
            }}
          >
            {t("library-merge")}
          </Button>
        </p>
      )}
    </li>
  );
}

/** The name as a field: Enter or leaving it renames everywhere, Escape takes it back. */
function Name({ entry, rename }: { entry: Entry; rename: (edits: Edit[]) => void }) {
  const t = useText();
  const [words, setWords] = useState(entry.name);
  const write = () => {
    const edits = renaming(entry, words);
    if (edits.length > 0) rename(edits);
    else setWords(entry.name);
  };
  return (
    <input
      type="text"
      maxLength={200}
      aria-label={t("library-name-of", { name: entry.name })}
      value={words}
      onChange={(event) => {
        setWords(event.target.value);
      }}
      onBlur={write}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") write();
        else if (event.key === "Escape") setWords(entry.name);
      }}
    />
  );
}
