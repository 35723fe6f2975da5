import { useText } from "../../i18n/provider";
import type { Conflict, Word } from "./persona_merge";

/** What two people wrote at once: both are shown, and one is chosen for each field. */
export function ConflictView(props: {
  conflicts: readonly Conflict[];
  /** What stands in the form now. */
  now: Record<Word, string>;
  choose: (field: Word, value: string) => void;
}) {
  const t = useText();
  const { conflicts, now, choose } = props;
  return (
    <section className="conflicts" aria-labelledby="conflicts" role="alert">
      <h2 id="conflicts">{t("merge-theirs-came")}</h2>
      {conflicts.length === 0 ? (
        <p>{t("merge-done")}</p>
      ) : (
        <>
          <p>{t("merge-both")}</p>
          {conflicts.map(({ field, was, mine, theirs }) => (
            <fieldset key={field}>
              <legend>{t(`merge-field-${field}`)}</legend>
              <p className="quiet">{t("merge-was", { text: was || t("merge-empty") })}</p>
              <div className="choices">
                {(
                  [
                    ["merge-mine", mine],
                    ["merge-theirs", theirs],
                  ] as const
                ).map(([label, value]) => (
                  <label key={label} className="choice">
                    <input
                      type="radio"
                      name={`conflict-${field}`}
                      checked={now[field] === value}
                      onChange={() => {
                        choose(field, value);
                      }}
                    />
                    <span>
                      <strong>{t(label)}</strong>
                      <small>{value || t("merge-empty")}</small>
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
          ))}
        </>
      )}
    </section>
  );
}
