import { useCallback, useEffect, useId, useState } from "react";
import { Button } from "react-aria-components";
import { findVerbatims, type Verbatim } from "../../api/parts";
import { useRemote } from "../../api/use_remote";
import { useText } from "../../i18n/provider";
import { TroubleLine } from "../../pages/asked";
import { useDesk, useLayout } from "../desk";
import { useField, type FieldProps } from "../form/field";
import { itemsOf } from "../kinds";
import { putLast } from "../places";
import { VerbatimById, Words } from "./verbatim";

// What customers said, bound to a card by its id: found by searching what was said at the card's step.

const PAUSE_MS = 300;

/** The words that a record quotes, and the search for more. */
export function QuotesField(props: FieldProps) {
  const { record, field } = props;
  const t = useText();
  const desk = useDesk();
  const { label } = useField(props);
  const [searching, setSearching] = useState(false);
  const id = useId();
  const items = itemsOf(record, field.field);
  const toggle = (item: string) => {
    desk.change(
      items.includes(item)
        ? [{ edit: "take", id: record.id, field: field.field, item }]
        : putLast(record, field.field, item),
      "why-quotes",
    );
  };
  return (
    <div className="field" role="group" aria-labelledby={`${id}l`}>
      <span id={`${id}l`}>{label}</span>
      {items.length > 0 && (
        <ul className="said-list">
          {items.map((item) => (
            <li key={item}>
              <VerbatimById id={item} />
              <Button
                className="button small"
                aria-label={`${t("said-remove")}: ${item}`}
                onPress={() => {
                  toggle(item);
                }}
              >
                ✕
              </Button>
            </li>
          ))}
        </ul>
      )}
      {searching ? (
        <Search record={record.id} chosen={items} choose={toggle} />
      ) : (
        <Button
          className="button small"
          onPress={() => {
            setSearching(true);
          }}
        >
          {t("said-pick")}
        </Button>
      )}
    </div>
  );
}

function Search(props: {
  record: string;
  chosen: readonly string[];
  choose: (verbatim: string) => void;
}) {
  const t = useText();
  const desk = useDesk();
  const layout = useLayout();
  const { record, chosen, choose } = props;
  const own = layout.stepOf.get(record) ?? (layout.columnOf.has(record) ? record : null);
  const [everywhere, setEverywhere] = useState(own === null);
  const [typed, setTyped] = useState("");
  const words = useLater(typed);
  const step = everywhere ? null : own;
  const load = useCallback(
    (signal: AbortSignal) => findVerbatims(desk.id, step, words, signal),
    [desk.id, step, words],
  );
  const [found] = useRemote(load);
  return (
    <div className="said-search">
      <input
        type="search"
        autoFocus
        value={typed}
        aria-label={t("said-search")}
        placeholder={t("said-search")}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      {own !== null && (
        <label className="check">
          <input
            type="checkbox"
            checked={everywhere}
            onChange={(event) => {
              setEverywhere(event.target.checked);
            }}
          />
          {t("said-everywhere")}
        </label>
      )}
      {found.state === "failed" && <TroubleLine trouble={found.trouble} />}
      <p className="quiet" role="status">
        {found.state === "loading" && t("said-loading")}
        {found.state === "ready" &&
          (found.value.total === 0
            ? t("said-none")
            : t("said-found", { shown: found.value.verbatims.length, total: found.value.total }))}
      </p>
      {found.state === "ready" && (
        <ul className="said-list">
          {found.value.verbatims.map((said: Verbatim) => (
            <li key={said.verbatim}>
              <Words said={said} />
              <Button
                className="button small"
                aria-label={`${t(chosen.includes(said.verbatim) ? "said-remove" : "said-add")}: ${said.text ?? said.verbatim}`}
                onPress={() => {
                  choose(said.verbatim);
                }}
              >
                {chosen.includes(said.verbatim) ? "✓" : "+"}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A text a moment after it was typed. */
function useLater(text: string): string {
  const [later, setLater] = useState(text);
  useEffect(() => {
    const wait = setTimeout(() => {
      setLater(text);
    }, PAUSE_MS);
    return () => {
      clearTimeout(wait);
    };
  }, [text]);
  return later;
}
