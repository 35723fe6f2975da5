import type { Change } from "../../api/live_api";
import { useText, useTextOr } from "../../i18n/provider";

/** What became of the records of a map between two states, record by record. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const t = useText();
  const textOr = useTextOr();
  return (
    <ul className="change-list">
      {byRecord(changes).map(({ first, all }) => (
        <li key={first.record} className={first.change}>
          <span className={`became ${first.change}`}>{t(`history-became-${first.change}`)}</span>
          <div>
            <strong>
              {first.name === "" ? t("edit-unnamed") : first.name}{" "}
              <small>{textOr(`edit-kind-${first.kind}`, first.kind)}</small>
            </strong>
            {all.map((change, i) =>
              change.field == null && change.from == null ? null : (
                <p key={i}>
                  {change.field != null && (
                    <span className="quiet">
                      {textOr(`edit-field-${change.field}`, change.field)}:{" "}
                    </span>
                  )}
                  {change.from != null && <del>{change.from}</del>}{" "}
                  {change.to != null && <ins>{change.to}</ins>}
                </p>
              ),
            )}
          </div>
        </li>
      ))}
    </ul>
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
