import type { Change } from "../../api/live_api";
import { useReader, useText, useTextOr } from "../../i18n/provider";
import { saidWords } from "../history/said_words";

/** What became of the records of a map between two states, record by record. */
export function ChangeList(props: {
  changes: readonly Change[];
  /** Shows where a record stands on both maps. */
  show: (record: string) => void;
}) {
  const t = useText();
  const textOr = useTextOr();
  return (
    <ul className="change-list">
      {byRecord(props.changes).map(({ first, all }) => (
        <li key={first.record} className={first.change}>
          <span className={`became ${first.change}`}>{t(`history-became-${first.change}`)}</span>
          <div>
            <strong>
              <button
                type="button"
                className="change-place"
                onClick={() => {
                  props.show(first.record);
                }}
              >
                {first.name === "" ? t("edit-unnamed") : first.name}
              </button>{" "}
              <small>{textOr(`edit-kind-${first.kind}`, first.kind)}</small>
            </strong>
            {all.map((change, i) => (
              <ChangeLine key={i} change={change} />
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What was said and what is said; what something lay in or after, and what it lies in or after now. */
function ChangeLine({ change }: { change: Change }) {
  const t = useText();
  const textOr = useTextOr();
  const { format } = useReader();
  const { kind, field, from, to } = change;
  const isPlace = field === "in" || field === "rank";
  if (field == null && from == null && to == null) return null;
  const words = (said: string | null | undefined): string | null => {
    if (isPlace && said == null) return t("history-lies-first");
    if (said == null) return null;
    if (field == null || isPlace)
      return t(field === "rank" ? "history-lies-after" : "history-lies-in", {
        name: said === "" ? t("edit-unnamed") : said,
      });
    return saidWords(kind, field, said, (value) => format.signed(value, 0), { t, textOr });
  };
  const [was, is] = [words(from), words(to)];
  return (
    <p>
      {field != null && !isPlace && (
        <span className="quiet">{textOr(`edit-field-${field}`, field)}: </span>
      )}
      {was !== null && <del>{was}</del>} {is !== null && <ins>{is}</ins>}
    </p>
  );
}

/** Changes of one record together, in the order of their first. */
export function byRecord(changes: readonly Change[]): { first: Change; all: Change[] }[] {
  const groups = new Map<string, { first: Change; all: Change[] }>();
  for (const change of changes) {
    const group = groups.get(change.record);
    if (group === undefined) groups.set(change.record, { first: change, all: [change] });
    else group.all.push(change);
  }
  return [...groups.values()];
}
