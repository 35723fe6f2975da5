import type { Change } from "../../doc/changes";
import type { Judged } from "../../doc/fitting";
import { useText, useTextOr } from "../../i18n/provider";
import { fieldOf, nameOf, saidOf, unfitOf, writtenIn, type Words } from "./change_words";

// Changes one by one, for the panel of what was not taken.

interface Props {
  judged: readonly Judged[];
  /** Keys of those that are not chosen; without it there is nothing to choose. */
  without?: ReadonlySet<string>;
  choose?: (without: ReadonlySet<string>) => void;
}

/** Changes one by one: what was done to which card, and what stood there before. */
export function ChangeList({ judged, without, choose }: Props) {
  const t = useText();
  const textOr = useTextOr();
  const words = { t, textOr };
  return (
    <ul className="aside-changes">
      {judged.map(({ change, unfit }) => (
        <li key={change.key} className={unfit === null ? undefined : "unfit"}>
          {choose === undefined || without === undefined ? (
            <Head change={change} words={words} />
          ) : (
            <label>
              <input
                type="checkbox"
                disabled={unfit !== null}
                checked={unfit === null && !without.has(change.key)}
                onChange={({ target }) => {
                  const now = new Set(without);
                  if (target.checked) now.delete(change.key);
                  else now.add(change.key);
                  choose(now);
                }}
              />
              <Head change={change} words={words} />
            </label>
          )}
          <Written change={change} words={words} />
          {unfit !== null && <p className="aside-unfit">{unfitOf(unfit, words)}</p>}
        </li>
      ))}
    </ul>
  );
}

function Head({ change, words }: { change: Change; words: Words }) {
  const { t } = words;
  return (
    <span>
      {t(`edit-does-${change.does}`)}: <strong>{nameOf(change, words)}</strong>{" "}
      <span className="quiet">
        {t(`edit-kind-${change.rec.kind}`)}
        {change.within !== "" && ` · ${t("edit-aside-within", { name: change.within })}`}
      </span>
    </span>
  );
}

function Written({ change, words }: { change: Change; words: Words }) {
  const { t } = words;
  const lines =
    change.does === "added"
      ? writtenIn(change, words)
      : change.field === null
        ? []
        : [
            {
              label: t("edit-aside-was", { field: fieldOf(change, words) }),
              said: saidOf(change.from, change, words),
            },
            {
              label: t("edit-aside-now", { field: fieldOf(change, words) }),
              said: saidOf(change.to, change, words),
            },
          ];
  if (lines.length === 0) return null;
  return (
    <dl>
      {lines.map(({ label, said }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{said === "" ? t("edit-aside-nothing") : said}</dd>
        </div>
      ))}
    </dl>
  );
}
